using System.Diagnostics.CodeAnalysis;
using Gratis.Gateway.Pool.Marked;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Pool.Formats;

/// <summary>A pool between markers of a YAML file.</summary>
internal abstract class YamlFormat : PoolFormat
{
    public const string Begin = "# BEGIN GENERATED OPENROUTER POOL";
    public const string End = "# END GENERATED OPENROUTER POOL";

    private const string Notice = "# Made by 'gratis pool generate'; what is edited here is lost. A blocklist keeps a model out.";

    /// <summary>The key below which the markers belong.</summary>
    protected abstract string Parent { get; }

    public override bool TryOpen(string text, PoolRecipe recipe, [NotNullWhen(true)] out PoolPage? page, [NotNullWhen(false)] out string? problem)
    {
        page = null;
        var markers = new Markers(Begin, End, $"Add these two lines below '{Parent}:', indented as its entries are:\n  {Begin}\n  {End}");
        if (!MarkedText.TryFind(text, markers, out var marked, out problem))
            return false;

        var models = ModelsIn(marked.Block);
        page = new PoolPage(models ?? [], pool => marked.With([Notice, .. Entries(pool)]))
        {
            Remark = models is null ? "What stands between the markers is not YAML, so nobody keeps a place by having had it." : null,
        };
        return true;
    }

    /// <summary>Why the new text would not do; null where it does. What was no YAML before, a template say, is not judged.</summary>
    public string? WhyBroken(string before, string after) => IsYaml(before) && !IsYaml(after)
        ? $"With the pool between its markers it would no longer be YAML. They belong below '{Parent}:', indented as its entries are; nothing was written."
        : null;

    /// <summary>The lines of the pool's entries.</summary>
    protected abstract IEnumerable<string> Entries(MadePool pool);

    /// <summary>The generated part of a whole file, with its markers.</summary>
    protected IEnumerable<string> Marked(MadePool pool) => ((string[])[Begin, Notice, .. Entries(pool), End]).Select(line => "  " + line);

    private static bool IsYaml(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            while (parser.MoveNext())
            {
                // It only matters that it can be read to its end.
            }

            return true;
        }
        catch (Exception broken) when (broken is YamlException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Every OpenRouter model that is named as one, in order; null where this is no YAML.</summary>
    private static List<string>? ModelsIn(string block)
    {
        var models = new List<string>();
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(block));
            foreach (var document in stream.Documents)
                Collect(document.RootNode, models);
            return models;
        }
        catch (Exception broken) when (broken is YamlException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Collect(YamlNode node, List<string> models)
    {
        switch (node)
        {
            case YamlSequenceNode list:
                foreach (var item in list.Children)
                    Collect(item, models);
                break;
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    if (key is YamlScalarNode { Value: "model" } && value is YamlScalarNode { Value: { } target } && ModelKey.ListedId(target) is { } id)
                        models.Add(id);
                    else
                        Collect(value, models);
                }

                break;
        }
    }
}
