using System.Collections.Immutable;
using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Facts;

/// <summary>Reads one file of curated models, as strictly as everything here.</summary>
internal static class ModelFactsReader
{
    private const int MostTokens = 100_000_000;

    private static readonly string[] Keys =
    [
        "id", "free", "kind", "context", "max_output", "input", "tools", "reasoning", "structured_output", "seen", "released",
        "as_of", "confidence", "source",
    ];

    private static readonly string[] Inputs = ["text", "image", "audio"];

    /// <summary>Reads the models of a provider; the file is named after its id.</summary>
    /// <exception cref="FormatException">The file is not as it should be.</exception>
    public static ImmutableArray<ModelFacts> Read(string file, TextReader yaml)
    {
        var root = new FactsNode(file, FactsYaml.Parse(file, yaml));
        root.AllowOnly("provider", "models");
        if (root.Text("provider") is var provider && file != $"{provider}.yaml")
        {
            throw root.Error("provider", $"'{provider}' belongs into {provider}.yaml");
        }

        var models = ImmutableArray.CreateBuilder<ModelFacts>();
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in root.Maps("models"))
        {
            var model = Model(node);
            models.Add(ids.Add(model.Id) ? model : throw node.Error("id", $"'{model.Id}' is there twice"));
        }

        return models.DrainToImmutable();
    }

    private static ModelFacts Model(FactsNode model)
    {
        model.AllowOnly(Keys);
        var (capabilities, seen) = Capabilities(model);
        var context = model.NumberOrNull("context", 1, MostTokens);
        var output = model.NumberOrNull("max_output", 1, MostTokens);
        return new ModelFacts
        {
            Id = model.Text("id", static text => !text.Contains('*') && FactsPatterns.IsModelPattern(text), "a model id"),
            Kind = model.Has("kind") ? model.Choice("kind", "chat", "embedding") == 0 ? ModelKind.Chat : ModelKind.Embedding : ModelKind.Chat,
            IsBelievedFree = model.Has("free") && model.Choice("free", "believed", "disputed") == 0,
            Context = context,
            MaxOutput = output <= (context ?? MostTokens) ? output : output is null ? null : throw model.Error("max_output", "cannot be more than the context"),
            Capabilities = capabilities,
            Seen = seen,
            Released = model.Has("released") ? model.Date("released") : null,
            Evidence = Evidence(model),
        };
    }

    private static (CapabilitySet Claims, Capability Seen) Capabilities(FactsNode model)
    {
        var claims = default(CapabilitySet)
            .With(Capability.Tools, model.FlagOrNull("tools"))
            .With(Capability.Reasoning, model.FlagOrNull("reasoning"))
            .With(Capability.StructuredOutput, model.FlagOrNull("structured_output"));
        if (model.List("input", static text => Inputs.Contains(text), "text, image or audio") is { IsEmpty: false } inputs)
        {
            claims = claims.With(Capability.Vision, inputs.Contains("image")).With(Capability.Audio, inputs.Contains("audio"));
        }

        var seen = Capability.None;
        foreach (var name in model.List("seen", static text => text is "tools" or "reasoning" or "structured_output", "tools, reasoning or structured_output"))
        {
            seen |= name switch
            {
                "tools" => Capability.Tools,
                "reasoning" => Capability.Reasoning,
                _ => Capability.StructuredOutput,
            };
        }

        return (claims.Supported & seen) == seen ? (claims, seen) : throw model.Error("seen", "names what the entry does not say it can");
    }

    private static Evidence Evidence(FactsNode model)
    {
        var confidence = model.Has("confidence") ? (FactsConfidence)model.Choice("confidence", "low", "medium", "high") : FactsConfidence.Medium;
        return new FactsEvidence(model.Date("as_of"), confidence, model.Text("source")).AsEvidence();
    }
}
