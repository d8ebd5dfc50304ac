using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Gratis.AspNetCore.Pages;

/// <summary>The built web console as an assembly carries it: resources <c>console/…</c>, texts also as <c>.br</c> and <c>.gz</c>.</summary>
internal sealed class ConsoleFiles
{
    private const string Prefix = "console/";
    private const string IndexName = "index.html";
    private const string PagesName = "pages.json";

    private ConsoleFiles(ConsoleFile? index, ImmutableArray<ConsoleFile> assets, ImmutableArray<string> pages) => (Index, Assets, Pages) = (index, assets, pages);

    /// <summary>What every page starts with; null when the console was not built.</summary>
    public ConsoleFile? Index { get; }

    /// <summary>Everything that it loads.</summary>
    public ImmutableArray<ConsoleFile> Assets { get; }

    /// <summary>The addresses of its pages, as the console itself lists them.</summary>
    public ImmutableArray<string> Pages { get; }

    public static ConsoleFiles In(Assembly assembly)
    {
        var resources = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var files = resources.Where(name => !IsCompressed(name)).Select(name => ConsoleFile.Read(assembly, name, name[Prefix.Length..], resources)).ToImmutableArray();
        return new ConsoleFiles(
            files.FirstOrDefault(file => file.Path == IndexName),
            [.. files.Where(file => file.Path is not (IndexName or PagesName))],
            resources.Contains(Prefix + PagesName) ? ReadPages(assembly) : []);
    }

    private static ImmutableArray<string> ReadPages(Assembly assembly)
    {
        using var list = JsonDocument.Parse(assembly.GetManifestResourceStream(Prefix + PagesName)!);
        return [.. list.RootElement.EnumerateArray().Select(path => path.GetString()!)];
    }

    private static bool IsCompressed(string name) => name.EndsWith(".br", StringComparison.Ordinal) || name.EndsWith(".gz", StringComparison.Ordinal);
}
