namespace Gratis.Catalog.Facts;

/// <summary>A value in a file of facts, with the line it stands on.</summary>
internal abstract record FactsValue(int Line);

/// <summary>A text; a bare <c>null</c> and a quoted one differ.</summary>
internal sealed record FactsText(int Line, string Text, bool Quoted) : FactsValue(Line)
{
    /// <summary>Whether this is the absence of a value.</summary>
    public bool IsNull => !Quoted && Text is "null";
}

/// <summary>A list.</summary>
internal sealed record FactsList(int Line, IReadOnlyList<FactsValue> Items) : FactsValue(Line);

/// <summary>A mapping, in the order of the file.</summary>
internal sealed record FactsMap(int Line, IReadOnlyDictionary<string, FactsValue> Entries) : FactsValue(Line);
