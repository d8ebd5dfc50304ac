using System.Text.RegularExpressions;
using Gratis.Gateway.Tests.Docs;

namespace Gratis.Gateway.Tests.Packages;

/// <summary>Every C# snippet of the pages as a method that nobody calls: it is enough that the compiler takes it, with no more usings than stand there.</summary>
internal static partial class FreshSnippets
{
    /// <summary>What the text around a snippet has made, as far as the snippet does not make it itself.</summary>
    private const string Around = """
        using Gratis.Hosting.Client;
        using Microsoft.Extensions.DependencyInjection;

        static partial class Snippets
        {
            static GratisClient client => null!;
            static GratisHost host => null!;
            static IServiceCollection services => null!;
            static CancellationToken cancellationToken => default;
        }
        """;

    public static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "Snippets.cs"), Around);
        var snippets = Snippet.All().Where(snippet => snippet.Language == "csharp").ToList();
        snippets.Count.ShouldBeGreaterThan(10);
        foreach (var (i, snippet) in snippets.Index())
            File.WriteAllText(Path.Combine(folder, $"Snippet{i}.cs"), Method(i, snippet));
    }

    /// <summary>An app has the usings of dependency injection by itself; what the compiler has to say it says of the page.</summary>
    private static string Method(int number, Snippet snippet) => $$"""
        using Microsoft.Extensions.DependencyInjection;
        {{string.Concat(UsingDirective().Matches(snippet.Text).Select(line => line.Value))}}
        static partial class Snippets
        {
            static async Task Snippet{{number}}()
            {
        #line {{snippet.Line + 1}} "{{snippet.Page}}"
        {{UsingDirective().Replace(snippet.Text, "\n")}}
            }
        }
        """;

    [GeneratedRegex(@"^using [A-Z][\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
