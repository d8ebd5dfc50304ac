namespace Gratis.Catalog;

/// <summary>How a key travels.</summary>
public enum AuthStyle
{
    /// <summary><c>Authorization: Bearer</c>.</summary>
    Bearer,

    /// <summary>A header of its own.</summary>
    Header,

    /// <summary>A query parameter.</summary>
    Query,

    /// <summary>No key at all.</summary>
    None,
}
