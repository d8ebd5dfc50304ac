using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;

namespace Gratis.Catalog.Facts;

/// <summary>Reads by what a file of facts tells free models. A key that its rule does not use is an error: it would free nothing and look as if it did.</summary>
internal static class FreeFactsReader
{
    private static readonly string[] Rules = ["none", "price", "suffix", "list", "all", "marked"];

    /// <summary>The rule and why it is believed; nothing is free where the file says nothing.</summary>
    public static Claim<FreeFacts> Read(FactsNode root, FactsEvidence file)
    {
        if (root.Map("free") is not { } free)
        {
            return new(FreeFacts.None, file.AsEvidence());
        }

        free.AllowOnly(["rule", "models", "except", "suffix", "field", "value", .. FactsNode.EvidenceKeys]);
        var rule = (FreeFactsRule)free.Choice("rule", Rules);
        BelongsTo("models", FreeFactsRule.List);
        BelongsTo("suffix", FreeFactsRule.Suffix);
        BelongsTo("field", FreeFactsRule.Marked);
        BelongsTo("value", FreeFactsRule.Marked);
        if (rule is FreeFactsRule.None)
        {
            return !free.Has("except")
                ? new(FreeFacts.None, free.Evidence(file).AsEvidence())
                : throw free.Error("except", "has nothing to except: the rule none frees nothing");
        }

        var facts = new FreeFacts(rule)
        {
            Models = free.List("models", FactsPatterns.IsModelPattern, "a model id, * standing for anything"),
            Except = free.List("except", FactsPatterns.IsModelPattern, "a model id, * standing for anything"),
            Field = free.TextOrNull("field"),
            FieldValue = free.TextOrNull("value"),
        };
        return new(free.Has("suffix") ? facts with { Suffix = Suffix(free) } : facts, free.Evidence(file).AsEvidence());

        void BelongsTo(string key, FreeFactsRule owner)
        {
            if (free.Has(key) != (rule == owner))
            {
                throw free.Error(key, $"the rule {Rules[(int)owner]} needs it, and no other knows it");
            }
        }
    }

    // A bare word would free every model whose name happens to end with it.
    private static string Suffix(FactsNode free) =>
        free.Text("suffix", text => text.Length > 1 && text[0] is ':' or '-' && FactsPatterns.IsModelPattern(text), "the end of an id, from its colon or dash on");
}
