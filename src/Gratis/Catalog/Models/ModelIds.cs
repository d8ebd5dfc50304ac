namespace Gratis.Catalog.Models;

/// <summary>Which model a provider's id means, so that one model at five providers is one model with five routes.</summary>
/// <remarks>
/// Better two families for one model than one for two: what may be another set of weights stays apart. So <c>thinking</c>, <c>coder</c>,
/// <c>vl</c>, <c>mini</c>, <c>pro</c>, versions and sizes stay; vendors, quantisations, <c>instruct</c> and <c>preview</c> go.
/// Dates: see <see cref="DateTokens"/>.
/// </remarks>
internal static class ModelIds
{
    // Nothing that names a model is longer; what is goes through unread.
    private const int MaxLength = 200;

    /// <summary>Reads an id. Never fails: an id that says nothing is a family of its own.</summary>
    public static ModelIdentity Identify(string upstreamId)
    {
        var id = IdParts.Split(upstreamId);
        var length = id.Name.Length + 1 + id.Tag.Length;
        var buffer = length <= 2 * MaxLength ? stackalloc char[length] : new char[length];
        var written = IdText.Fold(id.Name, buffer);
        if (written > 0 && id.Tag.Length > 0 && !id.Tag.Equals("latest", StringComparison.OrdinalIgnoreCase))
            written += AppendModelTag(id.Tag, buffer, written);

        ReadOnlySpan<char> text = buffer[..written];
        var variant = id.Tag.IsEmpty || id.Tag.Equals("latest", StringComparison.OrdinalIgnoreCase) ? null : LowerCase(id.Tag);
        if (text.IsEmpty)
            return new ModelIdentity(LowerCase(id.Name), ModelSize.Unknown, NamesReasoning: false, variant);
        if (text.Length > MaxLength)
            return new ModelIdentity(text.ToString().Replace('.', '-'), ModelSize.Unknown, NamesReasoning: false, variant);

        var family = Family(text);
        return new ModelIdentity(family, Size(family, text), ReasoningNames.In(text) || (variant is not null && ReasoningNames.In(variant)), variant);
    }

    /// <summary>A tag that tells the model (<c>3b</c>, <c>mini</c>) is a part of its name; <c>free</c> only says how it is served.</summary>
    private static int AppendModelTag(ReadOnlySpan<char> tag, Span<char> buffer, int start)
    {
        var length = IdText.Fold(tag, buffer[(start + 1)..]);
        if (!IdWords.TellsModel(buffer.Slice(start + 1, length)))
            return 0;
        buffer[start] = '-';
        return length + 1;
    }

    /// <summary>Reduces until nothing is left to reduce, so that a family is its own family.</summary>
    private static string Family(ReadOnlySpan<char> text)
    {
        // A split between brand and version adds a dash for every token at worst.
        Span<char> one = stackalloc char[2 * MaxLength];
        Span<char> two = stackalloc char[2 * MaxLength];
        var current = one[..FamilyReducer.Reduce(text, one)];
        while (current.Length <= MaxLength)
        {
            var next = two[..FamilyReducer.Reduce(current, two)];
            if (next.SequenceEqual(current))
                break;
            next.CopyTo(one);
            current = one[..next.Length];
        }

        return ModelAliases.Find(current) ?? current.ToString();
    }

    private static ModelSize Size(string family, ReadOnlySpan<char> text)
    {
        if (KnownSizes.Find(family) is { } known)
            return known;
        var told = SizeReader.Read(text);
        if (told is { Total: not null, Active: not null })
            return told;

        // nemotron-3-super does not say what nemotron-3-super-120b-a12b does.
        var ofFamily = SizeReader.Read(family);
        return told == ModelSize.Unknown || told.Total == ofFamily.Total ? ofFamily : told;
    }

    private static string LowerCase(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (result, source) =>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = IdText.Fold(source[i]);
    });
}
