using System.Text;
using Gratis.Wire.Schemas;

namespace Gratis.Tests.Wire.Schemas;

/// <summary>Schemas and answers that were made to take long, or the stack with them.</summary>
public sealed class SchemaBoundsTests
{
    [Fact]
    public void Alternatives_of_alternatives_are_given_up()
    {
        // Each level doubles the ways to look at the next.
        var defs = string.Join(",", Enumerable.Range(0, 40).Select(i => $$$"""{{{Quoted($"d{i}")}}}:{"anyOf":[{"$ref":"#/$defs/d{{{i + 1}}}"},{"$ref":"#/$defs/d{{{i + 1}}}"}]}"""));
        var schema = Read($$$"""{"$ref":"#/$defs/d0","$defs":{{{{defs}}},"d40":{"type":"string"} } }""");

        Objection(schema, "1").ShouldNotBeNull().ShouldContain("takes too many steps to be checked");
        Objection(schema, "\"x\"").ShouldBeNull();
    }

    [Theory]
    [InlineData("anyOf")]
    [InlineData("oneOf")]
    [InlineData("allOf")]
    public void A_long_chain_of_references_ends(string keyword)
    {
        var defs = string.Join(",", Enumerable.Range(0, 5_000).Select(i => $$$"""{{{Quoted($"d{i}")}}}:{"{{{keyword}}}":[{"$ref":"#/$defs/d{{{i + 1}}}"}]}"""));
        var schema = Read($$$"""{"$ref":"#/$defs/d0","$defs":{{{{defs}}},"d5000":{"type":"string"} } }""");

        Objection(schema, "\"x\"").ShouldNotBeNull();
    }

    [Fact]
    public void A_schema_with_too_many_places_is_none()
    {
        var members = string.Join(",", Enumerable.Range(0, 25_000).Select(i => $$$"""{{{Quoted($"m{i}")}}}:{}"""));

        JsonSchema.TryRead(Encoding.UTF8.GetBytes($$$"""{"properties":{{{{members}}}}}"""), out var fault).ShouldBeNull();
        fault.ShouldBe("it has more than 20000 places");
    }

    [Fact]
    public void Many_required_members_of_a_large_object_are_given_up()
    {
        var names = string.Join(",", Enumerable.Range(0, 5_000).Select(i => Quoted($"m{i}")));
        var members = string.Join(",", Enumerable.Range(0, 5_000).Select(i => $"{Quoted($"m{i}")}:1"));

        Objection(Read($$"""{"required":[{{names}}]}"""), $$"""{{{members}}}""").ShouldBe("$ takes too many steps to be checked");
    }

    private static JsonSchema Read(string schema) => JsonSchema.TryRead(Encoding.UTF8.GetBytes(schema), out var fault).ShouldNotBeNull(fault);

    private static string? Objection(JsonSchema schema, string json) => schema.Objection(Encoding.UTF8.GetBytes(json));

    private static string Quoted(string name) => $"\"{name}\"";
}
