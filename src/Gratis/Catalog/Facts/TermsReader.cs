using System.Collections.Immutable;
using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Facts;

/// <summary>Reads under which terms a provider gives: data, region, what it asks for, how long it lasts. A bare <c>null</c> says that nobody knows.</summary>
internal static class TermsReader
{
    private static readonly string[] Words = ["none", "credits", "trial", "preview", "standing", "ended"];

    public static DataUseFacts Data(FactsNode root, FactsEvidence file)
    {
        if (Group(root, "data", "trains", "note") is not { } data)
        {
            return DataUseFacts.Unknown;
        }

        return new DataUseFacts(data.FlagOrNull("trains"), data.TextOrNull("note"), data.Evidence(file).AsEvidence());
    }

    public static NeedsFacts Needs(FactsNode root, FactsEvidence file)
    {
        if (Group(root, "needs", "phone", "card", "other") is not { } needs)
        {
            return NeedsFacts.Unknown;
        }

        return new NeedsFacts(needs.FlagOrNull("phone"), needs.FlagOrNull("card"), needs.TextOrNull("other"), needs.Evidence(file).AsEvidence());
    }

    /// <summary>Where it serves from: a country in two letters, <c>eu</c>, <c>local</c>, or <c>global</c> where it is bound to none.</summary>
    public static Claim<string>? Region(FactsNode root, FactsEvidence file) => Statement(
        root, "region", file, node => node.Text("is", FactsPatterns.IsRegion, "global, local, or two lower case letters such as eu, us, cn"));

    public static Claim<Permanence>? Lasts(FactsNode root, FactsEvidence file) =>
        Statement(root, "permanence", file, node => (Permanence)node.Choice("is", Words));

    /// <summary>The names of the headers that count, in lower case.</summary>
    public static ImmutableArray<string> RateHeaders(FactsNode root) => root.List("rate_headers", FactsPatterns.IsHeader, "the name of a header in lower case");

    /// <summary>One word, or a mapping that gives the word as <c>is</c> beside its own evidence.</summary>
    private static Claim<T>? Statement<T>(FactsNode root, string key, FactsEvidence file, Func<FactsNode, T> read)
    {
        if (!root.Has(key) || root.IsNull(key))
        {
            return null;
        }

        var node = root.Statement(key);
        node.AllowOnly(["is", .. FactsNode.EvidenceKeys]);
        return new Claim<T>(read(node), node.Evidence(file).AsEvidence());
    }

    private static FactsNode? Group(FactsNode root, string key, params ReadOnlySpan<string> keys)
    {
        if (root.IsNull(key) || root.Map(key) is not { } group)
        {
            return null;
        }

        group.AllowOnly([.. keys, .. FactsNode.EvidenceKeys]);
        foreach (var any in keys)
        {
            if (group.Has(any))
            {
                return group;
            }
        }

        throw root.Error(key, $"says nothing; give one of {string.Join(", ", keys!)}, or null where nobody knows");
    }
}
