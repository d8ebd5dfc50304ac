using System.Diagnostics.CodeAnalysis;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Pool.Marked;
using Gratis.Hosting.Catalogue.Shipped;

namespace Gratis.Gateway.Pool;

/// <summary>A file of models to keep out: an id or pattern a line, <c>#</c> begins a comment.</summary>
internal static class Blocklist
{
    /// <summary>The blocklist of a file and of the config. A file that is named must be there: a misspelled name would let everything in.</summary>
    public static bool TryRead(string? path, IReadOnlyList<string> config, CommandEdges edges, [NotNullWhen(true)] out PrimaryBlocklist? blocklist)
    {
        blocklist = null;
        if (path is null)
        {
            blocklist = new PrimaryBlocklist(config);
            return true;
        }

        if (!TextFile.TryRead(Path.GetFullPath(path, edges.Around.WorkingDirectory), out var file, out var problem) || file is null)
        {
            edges.Error.WriteLine($"{path}: {problem ?? "There is no such blocklist. Make the file; it may be empty."}");
            return false;
        }

        blocklist = new PrimaryBlocklist([.. config, .. EntriesOf(file.Text)]);
        return true;
    }

    public static IEnumerable<string> EntriesOf(string text) => text.TrimStart('\uFEFF').Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0);
}
