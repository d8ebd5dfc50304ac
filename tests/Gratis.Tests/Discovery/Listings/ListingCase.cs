using System.Globalization;
using Gratis.Catalog;
using Gratis.Discovery.Listings;
using Gratis.Tests.House;

namespace Gratis.Tests.Discovery.Listings;

/// <summary>
/// A list of the shape that a provider sends, and beside it what is to be read from it: a line a model,
/// <c>id | price | context/output | use | capabilities | further facts</c>; a question mark stands for what the list does not say.
/// </summary>
internal static class ListingCase
{
    /// <summary>Every fixture but models.dev's, which is no list.</summary>
    public static IEnumerable<string> Lists => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "models-dev").Order();

    private static string Folder => Repository.Path("tests", "Gratis.Tests", "Discovery", "Listings", "Fixtures");

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    public static string[] Expected(string name) => File.ReadAllLines(Path.Combine(Folder, name + ".expected"));

    /// <summary>The model as a line, with those further facts that <paramref name="expected"/> names.</summary>
    public static string Line(ListedModel model, string expected)
    {
        var parts = expected.Split(" | ");
        var named = parts.Length < 6 ? [] : parts[5].Split(';').Select(fact => fact.Split('=')[0]).ToList();
        List<string> facts = [];
        foreach (var name in named.Union(Always(model)))
            facts.Add($"{name}={Fact(model, name)}");

        string[] line = [model.Id, Price(model.Price), $"{Or(model.Context)}/{Or(model.MaxOutput)}", Use(model), Claims(model.Capabilities)];
        return string.Join(" | ", facts.Count == 0 ? line : [.. line, string.Join(';', facts)]);
    }

    private static string Price(ListedPrice? price) =>
        price is null ? "?"
        : price.IsZero ? "0"
        : !price.IsFixed ? "varies"
        : string.Create(CultureInfo.InvariantCulture, $"{price.Input:0.############}/{price.Output:0.############}") + (price.PerRequest == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"+{price.PerRequest:0.####}"));

    private static string Use(ListedModel model) => model.Unfit is not null ? $"({model.Unfit})" : model.Kind?.ToString().ToLowerInvariant() ?? "?";

    private static string Claims(CapabilitySet claims)
    {
        var line = string.Join(' ', CapabilityNames.NamesOf(claims.Supported).Select(name => "+" + name).Concat(CapabilityNames.NamesOf(claims.Unsupported).Select(name => "-" + name)));
        return line.Length == 0 ? "." : line;
    }

    // What would be a false alarm or a false gift is always compared.
    private static IEnumerable<string> Always(ListedModel model) =>
        (model.Expires is null ? [] : new[] { "expires" }).Concat(model.Marks.Keys.Order().Select(key => "mark:" + key));

    private static string Fact(ListedModel model, string name) => name switch
    {
        "name" => model.Name ?? "?",
        "canonical" => model.CanonicalId ?? "?",
        "released" => Day(model.Released),
        "expires" => Day(model.Expires),
        "size" => model.Size?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "?",
        _ when name.StartsWith("mark:", StringComparison.Ordinal) => model.Marks.GetValueOrDefault(name[5..], "?"),
        _ => throw new ArgumentException($"No fact is called {name}."),
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?";

    private static string Or(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
