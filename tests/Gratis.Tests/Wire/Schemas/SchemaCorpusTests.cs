using System.Text;
using System.Text.Json;
using Gratis.Wire.Schemas;

namespace Gratis.Tests.Wire.Schemas;

/// <summary>One file a case: a schema, a value or the text of one, and what is wrong with it; or what is wrong with the schema.</summary>
public sealed class SchemaCorpusTests
{
    private const string Prefix = "schemas/";

    public static TheoryData<string> Cases() => [.. Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_value_is_judged_as_the_standard_has_it(string name)
    {
        var @case = Load(name);
        var schema = JsonSchema.TryRead(Encoding.UTF8.GetBytes(@case.GetProperty("schema").GetRawText()), out var fault);
        if (@case.TryGetProperty("fault", out var expected))
        {
            schema.ShouldBeNull();
            fault.ShouldNotBeNull().ShouldContain(expected.GetString()!);
            return;
        }

        fault.ShouldBeNull();
        var text = @case.TryGetProperty("text", out var raw) ? raw.GetString()! : @case.GetProperty("value").GetRawText();
        schema.ShouldNotBeNull().Objection(Encoding.UTF8.GetBytes(text)).ShouldBe(@case.GetProperty("miss").GetString());
    }

    [Fact]
    public void The_corpus_holds_both_kinds_in_plenty()
    {
        var cases = Names().Select(Load).Where(@case => !@case.TryGetProperty("fault", out _)).ToList();

        cases.Count(@case => @case.GetProperty("miss").ValueKind == JsonValueKind.Null).ShouldBeGreaterThanOrEqualTo(40);
        cases.Count(@case => @case.GetProperty("miss").ValueKind == JsonValueKind.String).ShouldBeGreaterThanOrEqualTo(40);
    }

    private static IEnumerable<string> Names() =>
        typeof(SchemaCorpusTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    private static JsonElement Load(string name)
    {
        using var stream = typeof(SchemaCorpusTests).Assembly.GetManifestResourceStream(Prefix + name)!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
