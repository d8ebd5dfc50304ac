using System.Text.Json.Nodes;
using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.OpenApi;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.OpenApi;

/// <summary>The description and the gateway say the same.</summary>
public sealed class OpenApiTests(OpenApiTests.Door door) : IClassFixture<OpenApiTests.Door>
{
    private JsonNode Document => door.Document;

    [Fact]
    public async Task Anyone_reads_it()
    {
        var reply = (await door.Gateway.GetAsync("/openapi.json")).ShouldBeServed();

        reply["Content-Type"].ShouldBe("application/json; charset=utf-8");
        reply.Json.GetProperty("openapi").GetString().ShouldBe("3.1.0");
        reply.Json.GetProperty("info").GetProperty("version").GetString().ShouldBe((await door.Gateway.GetAsync("/health")).Json.GetProperty("version").GetString());
        (await door.Gateway.GetAsync("/openapi.json")).Body.ShouldBe(reply.Body);
    }

    [Fact]
    public void Every_endpoint_that_is_mapped_is_described()
    {
        var described = Described.In(Document).ToList();

        var mapped = Mapped.In(door.Gateway);

        mapped.Count.ShouldBeGreaterThan(30);
        mapped.Where(endpoint => !endpoint.MayBeAPage && !described.Exists(endpoint.Serves)).ShouldBeEmpty();
    }

    [Fact]
    public void Everything_that_is_described_is_mapped()
    {
        var mapped = Mapped.In(door.Gateway);

        Described.In(Document).Where(operation => !mapped.Any(endpoint => endpoint.Serves(operation))).ShouldBeEmpty();
    }

    [Fact]
    public void What_an_operation_asks_for_is_what_its_endpoint_asks_for()
    {
        foreach (var operation in Described.In(Document))
        {
            var policies = Mapped.In(door.Gateway).Where(endpoint => endpoint.Serves(operation)).Select(endpoint => endpoint.Policy).Distinct();

            SchemesOf(operation).ShouldBe(policies.ShouldHaveSingleItem(operation.ToString()) switch
            {
                AccessPolicy.Admin => ["adminToken", "session"],
                AccessPolicy.DataPlane => ["clientKey", "session"],
                _ => [],
            }, operation.ToString());
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_part_is_used()
    {
        var references = References(Document).ToList();

        references.Where(reference => SchemaCheck.Resolve(Document, reference) is null).ShouldBeEmpty();
        var parts = from kind in Document["components"]!.AsObject() where kind.Key != "securitySchemes" from part in kind.Value!.AsObject() select $"#/components/{kind.Key}/{part.Key}";
        parts.Except(references).ShouldBeEmpty();
    }

    [Fact]
    public void Operations_have_names_of_their_own_tags_and_answers()
    {
        var operations = Described.In(Document).ToList();
        var tags = Document["tags"]!.AsArray().Select(tag => tag!["name"]!.ToString()).ToList();

        operations.Select(operation => operation.Node["operationId"]!.ToString()).ShouldBeUnique();
        tags.ShouldBeUnique();
        foreach (var operation in operations)
        {
            operation.Node["summary"]!.ToString().ShouldNotBeEmpty(operation.ToString());
            tags.ShouldContain(operation.Node["tags"]!.AsArray().ShouldHaveSingleItem()!.ToString(), operation.ToString());
            operation.Node["responses"]!.AsObject().ShouldContain(response => response.Key.StartsWith('2'), operation.ToString());
            operation.Node["responses"]!.AsObject().ShouldAllBe(response => response.Value!["$ref"] != null || response.Value!["description"] != null);
        }
    }

    [Fact]
    public void Every_part_of_a_path_is_a_parameter_and_every_such_parameter_is_in_the_path()
    {
        foreach (var operation in Described.In(Document))
        {
            var inPath = operation.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
            var parameters = (operation.Node["parameters"]?.AsArray() ?? []).Select(parameter => parameter!["$ref"] is { } reference ? SchemaCheck.Resolve(Document, reference.ToString())! : parameter).ToList();

            parameters.Where(parameter => parameter["in"]!.ToString() == "path").Select(parameter => parameter["name"]!.ToString()).ShouldBe(inPath, ignoreOrder: true, operation.ToString());
            parameters.ShouldAllBe(parameter => parameter["schema"] != null);
        }
    }

    [Fact]
    public void What_two_files_say_differently_is_a_bug()
    {
        var whole = new JsonObject { ["a"] = new JsonObject { ["b"] = 1 }, ["tags"] = new JsonArray("one") };

        OpenApiDocument.Join(whole, new JsonObject { ["a"] = new JsonObject { ["c"] = 2 }, ["tags"] = new JsonArray("two") }, "more.json");
        whole.ToJsonString().ShouldBe("""{"a":{"b":1,"c":2},"tags":["one","two"]}""");
        Should.Throw<InvalidOperationException>(() => OpenApiDocument.Join(whole, new JsonObject { ["a"] = new JsonObject { ["b"] = 3 } }, "more.json"))
            .Message.ShouldContain("more.json a");
    }

    private static IEnumerable<string> SchemesOf(Described operation) =>
        operation.Node["security"]!.AsArray().Select(scheme => scheme!.AsObject().ShouldHaveSingleItem().Key);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "$ref" ? [member.Value!.ToString()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    public sealed class Door : IAsyncLifetime
    {
        internal TestGateway Gateway { get; private set; } = null!;

        internal JsonNode Document { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Gateway = await TestGateway.StartAsync("discovery: { enabled: false }");
            Document = JsonNode.Parse((await Gateway.GetAsync("/openapi.json")).Body)!;
        }

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
