namespace Gratis.Catalog;

/// <summary>How free models of a provider are recognised.</summary>
public enum FreeRule
{
    /// <summary>Prompt and completion price both zero.</summary>
    Price,

    /// <summary>Every model.</summary>
    All,

    /// <summary>No model.</summary>
    None,

    /// <summary>The id carries the token <c>:free</c>.</summary>
    Suffix,

    /// <summary>Only models marked <c>free: true</c>.</summary>
    List,
}
