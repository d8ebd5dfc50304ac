namespace Gratis.Catalog.Facts;

/// <summary>How long what a provider gives is likely to last.</summary>
internal enum Permanence
{
    /// <summary>It gives nothing.</summary>
    None,

    /// <summary>A credit, once or each month: when it is used up the provider bills or refuses.</summary>
    Credits,

    /// <summary>For evaluation only, without an end that was announced.</summary>
    Trial,

    /// <summary>While a product is being tried out.</summary>
    Preview,

    /// <summary>A free tier that is meant to stay.</summary>
    Standing,

    /// <summary>It gave something, and no longer does.</summary>
    Ended,
}
