using System.Text.Json.Nodes;

namespace Gratis.Gateway.Tests.OpenApi;

/// <summary>The check itself finds what is wrong.</summary>
public sealed class SchemaCheckTests
{
    private static readonly JsonNode Document = JsonNode.Parse("""
        {"components":{"schemas":{
          "Thing":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"size":{"type":["integer","null"],"minimum":1},"kind":{"enum":["a",null]},"parts":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}
        }}}
        """)!;

    [Theory]
    [InlineData("""{"id":"x","size":null,"kind":null,"parts":[{"id":"y","size":1}]}""", null)]
    [InlineData("""{"size":1}""", "required")]
    [InlineData("""{"id":1}""", "$.id: type")]
    [InlineData("""{"id":"x","size":0}""", "$.size: minimum")]
    [InlineData("""{"id":"x","size":1.5}""", "$.size: type")]
    [InlineData("""{"id":"x","kind":"b"}""", "$.kind: enum")]
    [InlineData("""{"id":"x","more":1}""", "more is described nowhere")]
    [InlineData("""{"id":"x","parts":[{"id":"y"},{}]}""", "$.parts[1]: required")]
    [InlineData("[]", "$: type")]
    public void What_does_not_fit_is_named(string value, string? error)
    {
        var errors = SchemaCheck.Errors(Document, Document["components"]!["schemas"]!["Thing"]!, JsonNode.Parse(value));

        if (error is null)
            errors.ShouldBeEmpty();
        else
            errors.ShouldHaveSingleItem().ShouldContain(error);
    }
}
