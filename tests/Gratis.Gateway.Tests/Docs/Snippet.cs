using System.Text;
using Gratis.Gateway.Tests.Configuration;

namespace Gratis.Gateway.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
internal sealed record Snippet(string Page, int Line, string Language, string Text)
{
    public override string ToString() => $"{Page}:{Line}";

    public static IEnumerable<Snippet> All()
    {
        var pages = Directory.EnumerateFiles(Repository.Path("docs"), "*.md").Select(page => "docs/" + Path.GetFileName(page));
        var packages = Directory.EnumerateDirectories(Repository.Path("src")).Select(folder => $"src/{Path.GetFileName(folder)}/README.md").Where(page => File.Exists(Repository.Path(page)));
        return pages.Concat(packages).Append("README.md").Append("CONTRIBUTING.md").Append("samples/README.md").Order(StringComparer.Ordinal).SelectMany(In);
    }

    /// <summary>The command lines of a block of shell: joined where they go on, without prompts and comments.</summary>
    public IEnumerable<string[]> Commands()
    {
        foreach (var line in Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        {
            var words = Words(line);
            if (words.Length > 0)
                yield return words;
        }
    }

    private static IEnumerable<Snippet> In(string page)
    {
        var lines = Repository.Read(page).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var start = i;
            var text = new StringBuilder();
            while (!lines[++i].StartsWith("```", StringComparison.Ordinal))
                text.Append(lines[i]).Append('\n');
            yield return new Snippet(page, start + 1, lines[start][3..].Trim(), text.ToString());
        }
    }

    /// <summary>As a shell splits a line: quotes hold together, a # begins a comment.</summary>
    private static string[] Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, began) = ('\0', false);
        foreach (var c in line)
        {
            if (quote == '\0' && c == '#' && !began)
                break;
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (began)
                    words.Add(word.ToString());
                word.Clear();
                began = false;
            }
            else if (c is '\'' or '"' && (quote == '\0' || quote == c))
            {
                (quote, began) = (quote == c ? '\0' : c, true);
            }
            else
            {
                word.Append(c);
                began = true;
            }
        }

        if (began)
            words.Add(word.ToString());
        return [.. words];
    }
}
