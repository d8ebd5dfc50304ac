using System.Globalization;
using System.Text;
using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Reference;

/// <summary>The reference part of <c>docs/configuration.md</c>: every key, section by section, and the environment variables.</summary>
internal static class ReferenceTable
{
    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var section in ShapeReader.Root.Keys)
        {
            text.Append(CultureInfo.InvariantCulture, $"### `{section.Name}`\n\n{section.Description}\n\n");
            text.Append("| key | value | default | meaning |\n|---|---|---|---|\n");
            Rows(text, section, section.Name, isSection: true);
            text.Append('\n');
        }

        text.Append("### Variables with names of their own\n\n| variable | key |\n|---|---|\n");
        foreach (var (variable, key) in Aliases.All)
            text.Append(CultureInfo.InvariantCulture, $"| `{variable}` | `{key}` |\n");
        return text.ToString();
    }

    private static void Rows(StringBuilder text, KeyShape key, string path, bool isSection)
    {
        var (shape, at) = Inside(key.Shape, path);
        if (shape is not ObjectShape known)
            text.Append(CultureInfo.InvariantCulture, $"| `{at}` | {Kind(key.Shape)} | {Default(key)} | {Cell(key.Description)} |\n");
        else
        {
            if (!isSection)
                text.Append(CultureInfo.InvariantCulture, $"| `{path}` | {Kind(key.Shape)} | | {Cell(key.Description)} |\n");
            foreach (var inner in known.Keys)
                Rows(text, inner, Paths.Join(at, inner.Name), isSection: false);
        }
    }

    /// <summary>What is written below a key, and under which path.</summary>
    private static (Shape Shape, string Path) Inside(Shape shape, string path) => shape switch
    {
        ListShape { Item: ObjectShape item } => (item, path + "[]"),
        MapShape map => (map.Value, path + (path == "providers" ? ".<id>" : ".<name>")),
        _ => (shape, path),
    };

    private static string Kind(Shape shape) => shape switch
    {
        ListShape { Item: ObjectShape } => "list of mappings",
        ListShape list => $"list of {Kind(list.Item)}",
        MapShape { Value: ScalarShape value } => Kind(value),
        ScalarShape { IsSecret: true } => "secret",
        ScalarShape { Kind: ScalarKind.Text } => "text",
        ScalarShape { Kind: ScalarKind.Boolean } => "true, false",
        ScalarShape { Kind: ScalarKind.Choice } choice => string.Join(", ", choice.Choices),
        ScalarShape { Kind: ScalarKind.Integer } number => "whole number" + Range(number.Bounds),
        ScalarShape { Kind: ScalarKind.Number } number => "number" + Range(number.Bounds),
        ScalarShape { Kind: ScalarKind.Seconds } span => "seconds" + Range(span.Bounds),
        ScalarShape => "span",
        _ => "mapping",
    };

    private static string Range(Bounds? bounds) => bounds switch
    {
        null => "",
        { MinimumIsExclusive: true } => string.Create(CultureInfo.InvariantCulture, $", > {bounds.Minimum:0.###}"),
        { Maximum: >= int.MaxValue } => string.Create(CultureInfo.InvariantCulture, $", ≥ {bounds.Minimum:0.###}"),
        _ => string.Create(CultureInfo.InvariantCulture, $", {bounds.Minimum:0.###} to {bounds.Maximum:0.###}"),
    };

    private static string Default(KeyShape key) => key switch
    {
        { IsRequired: true, Default: null or "" } => "required",
        { Shape: ScalarShape scalar, Default: not null } => $"`{ScalarText.ToJson(scalar, key.Default)}`",
        { Shape: ListShape } => "`[]`",
        _ => "",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
