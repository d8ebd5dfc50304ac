using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

/// <summary>A small file of facts to add to, whose tenth line is what a test adds.</summary>
internal static class FactsFile
{
    public static readonly DateTimeOffset AsOf = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    private const string Minimal = """
        as_of: 2026-10-05
        confidence: medium
        source: the vendor's page

        id: mine
        name: Mine
        tier: standing
        home: https://mine.example
        base_url: https://api.mine.example/v1
        """;

    public static ProviderFacts With(string lines) => FactsReader.Read("mine.yaml", new StringReader($"{Minimal}\n{lines}"));

    public static void IsRefused(string lines, string says)
    {
        var error = Should.Throw<FormatException>(() => With(lines));
        error.Message.ShouldStartWith("mine.yaml:10: ");
        error.Message.ShouldContain(says);
    }
}
