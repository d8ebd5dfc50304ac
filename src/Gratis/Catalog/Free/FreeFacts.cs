namespace Gratis.Catalog.Free;

/// <summary>By what the free models of one provider are recognised; data of the built-in facts.</summary>
/// <param name="Rule">The kind of rule.</param>
internal sealed record FreeFacts(FreeFactsRule Rule)
{
    /// <summary>Nothing there is given away.</summary>
    public static FreeFacts None { get; } = new(FreeFactsRule.None);

    /// <summary>Of <see cref="FreeFactsRule.List"/>: the free ids, <c>*</c> standing for anything.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Ids that are paid although the rule would free them, <c>*</c> standing for anything.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Of <see cref="FreeFactsRule.Suffix"/>: how the ids of free models end.</summary>
    public string Suffix { get; init; } = ":free";

    /// <summary>Of <see cref="FreeFactsRule.Marked"/>: the field of a listed model, <c>isFree</c> or <c>tier</c>.</summary>
    public string? Field { get; init; }

    /// <summary>Of <see cref="FreeFactsRule.Marked"/>: the value of the field that says free.</summary>
    public string? FieldValue { get; init; }
}

/// <summary>The kinds of rules.</summary>
internal enum FreeFactsRule
{
    /// <summary>Nothing is free, or only a credit that runs out: a listed price of zero alone proves.</summary>
    None,

    /// <summary>Listed prices of prompt and completion are both zero.</summary>
    Price,

    /// <summary>The end of the id says it; a listed price above zero still refutes.</summary>
    Suffix,

    /// <summary>A plan without charge covers the ids of a list. Listed prices are for those who pay.</summary>
    List,

    /// <summary>A plan without charge covers everything. Listed prices are for those who pay.</summary>
    All,

    /// <summary>A field of the listed model says it.</summary>
    Marked,
}
