using System.Collections.Immutable;
using System.Text.Json;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Import.Reading;

/// <summary>Another system's config, with the line of every value. References to variables stay what they are.</summary>
/// <param name="Root">All of it.</param>
/// <param name="Problems">Why it cannot be read.</param>
internal sealed record SourceTree(MapNode Root, ImmutableArray<string> Problems)
{
    /// <summary>The key under which a list that is all of a file is found.</summary>
    public const string Whole = "";

    public static SourceTree Read(ImportSystem system, SourceText source)
    {
        var problems = new Problems();
        var start = new Origin(ConfigLayer.File, source.Name, 1, 1);
        var root = system == ImportSystem.Env ? OfEnvironment(source, problems) : OfDocument(system, source, start, problems);
        return new SourceTree(root ?? new MapNode(start, []), [.. problems.Errors.Select(problem => problem.ToString())]);
    }

    private static MapNode? OfDocument(ImportSystem system, SourceText source, Origin start, Problems problems)
    {
        var text = source.Text.TrimStart('\uFEFF');
        var isJson = system is ImportSystem.LlmProxy or ImportSystem.FreeRouter;
        if (isJson && !IsJson(text, start, problems))
            return null;

        // JSON is YAML but for its tabs, which it has between values only.
        if (!YamlComposer.TryCompose(isJson ? text.Replace('\t', ' ') : text, start, static name => $"${{{name}}}", problems, out var root))
            return null;
        if (root is ListNode && system == ImportSystem.FreeRouter)
            return new MapNode(start, [new MapEntry(Whole, start, root)]);
        if (root is not MapNode map)
        {
            problems.Error(start, "", $"This is no config of {ImportWords.NameOf(system)}: a mapping of its sections was expected.");
            return null;
        }

        return map;
    }

    private static MapNode OfEnvironment(SourceText source, Problems problems)
    {
        var values = DotEnv.Parse(source.Text, source.Name, problems);
        return new MapNode(
            new Origin(ConfigLayer.File, source.Name, 1, 1),
            [.. values.OrderBy(value => value.Value.At.Line).Select(value => new MapEntry(value.Key, value.Value.At, ScalarNode.Verbatim(value.Value.At, value.Value.Text)))]);
    }

    private static bool IsJson(string text, Origin start, Problems problems)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException broken)
        {
            // Its message quotes what it met, which may be a part of a key.
            problems.Error(start with { Line = (int)(broken.LineNumber ?? 0) + 1, Column = (int)(broken.BytePositionInLine ?? 0) + 1 }, "", "This is not valid JSON here.");
            return false;
        }
    }
}
