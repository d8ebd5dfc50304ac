using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class RequestSplicerTests
{
    private const string M = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    [Theory]
    [InlineData("""{"model":"a",%}""", """{"model":"up/x",%}""")]
    [InlineData("""{ "model" : null , %}""", """{ "model" : "up/x" , %}""")]
    [InlineData("""{%,"model":""}""", """{%,"model":"up/x"}""")]
    [InlineData("""{ % }""", """{"model":"up/x", % }""")]
    [InlineData("\uFEFF {%}\n", """ {"model":"up/x",%}""" + "\n")]
    public void The_model_is_replaced_in_place_or_inserted(string body, string expected) =>
        Splice(body, false).ShouldBe(expected.Replace("%", M, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"model":"a","n":1,%}""", """{"model":"up/x",%}""")]
    [InlineData("""{"n":1,"model":"a",%}""", """{"model":"up/x",%}""")]
    [InlineData("""{"model":"a",%,"n":1}""", """{"model":"up/x",%}""")]
    [InlineData("""{"model":"a",% , "min_p":{"x":[1,2]} , "seed":3 }""", """{"model":"up/x",% }""")]
    [InlineData("""{"n":1,"seed":2,%,"n2":3,"min_p":4}""", """{"model":"up/x",%,"n2":3}""")]
    [InlineData("""{"n":1, % ,"seed":2,"model":"a","min_p":3}""", """{% ,"model":"up/x"}""")]
    [InlineData("""{"\u006e":1,%}""", """{"model":"up/x",%}""")]
    [InlineData("""{%,"seed":1,"seed":2}""", """{"model":"up/x",%}""")]
    public void Refused_parameters_leave_without_a_trace(string body, string expected) =>
        Splice(body, false, "n", "seed", "min_p").ShouldBe(expected.Replace("%", M, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"stream":true,%}""", """{"model":"up/x","stream_options":{"include_usage":true},"stream":true,%}""")]
    [InlineData("""{"model":"a","stream":true,%}""", """{"stream_options":{"include_usage":true},"model":"up/x","stream":true,%}""")]
    [InlineData("""{"model":"a","stream":true,"stream_options":{},%}""", """{"model":"up/x","stream":true,"stream_options":{"include_usage":true},%}""")]
    [InlineData("""{"model":"a","stream":true,"stream_options": null,%}""", """{"model":"up/x","stream":true,"stream_options": {"include_usage":true},%}""")]
    [InlineData("""{"stream_options":{ "x":1 },"stream":true,%,"model":"a"}""", """{"stream_options":{"include_usage":true, "x":1 },"stream":true,%,"model":"up/x"}""")]
    [InlineData("""{"model":"a","stream":true,"stream_options":{"include_usage" : false, "x":1},%}""", """{"model":"up/x","stream":true,"stream_options":{"include_usage" : true, "x":1},%}""")]
    [InlineData("""{"model":"a","stream":true,"stream_options":{"include_usage":null},%}""", """{"model":"up/x","stream":true,"stream_options":{"include_usage":true},%}""")]
    [InlineData("""{"model":"a","stream":true,"stream_options":{"include_usage":true},%}""", """{"model":"up/x","stream":true,"stream_options":{"include_usage":true},%}""")]
    [InlineData("""{"model":"a","stream":false,%}""", """{"model":"up/x","stream":false,%}""")]
    [InlineData("""{"model":"a",%}""", """{"model":"up/x",%}""")]
    public void Usage_is_asked_for_on_streams_alone(string body, string expected) =>
        Splice(body, true).ShouldBe(expected.Replace("%", M, StringComparison.Ordinal));

    [Fact]
    public void A_route_that_refuses_stream_options_is_not_asked_for_usage() =>
        Splice("""{"model":"a","stream":true,%,"stream_options":{"x":1}}""", true, "stream_options")
            .ShouldBe($$"""{"model":"up/x","stream":true,{{M}}}""");

    [Fact]
    public void What_no_request_can_do_without_is_never_dropped() =>
        Splice($$"""{"model":"a","stream":true,{{M}}}""", false, "model", "messages", "stream")
            .ShouldBe($$"""{"model":"up/x","stream":true,{{M}}}""");

    [Fact]
    public void Dropped_parameters_are_named_in_the_order_of_the_body()
    {
        byte[] body = Utf8($$"""{"seed":1,{{M}},"n":1}""");
        Spliced(body, false, ["n", "seed", "min_p"]).Dropped.ShouldBe(["seed", "n"]);
        Spliced(body, false, ["min_p"]).Dropped.ShouldBeEmpty();
    }

    [Fact]
    public void Embeddings_and_rerank_bodies_are_spliced_alike()
    {
        byte[] body = Utf8("""{"input":["a"],"dimensions":3}""");
        RequestFacts facts = Facts(body, Operation.Embeddings);
        Text(RequestSplicer.Splice(body, facts, JsonLiteral.Of("e"), new ParameterSet(["dimensions", "input"]), true))
            .ShouldBe("""{"model":"e","input":["a"]}""");
    }

    [Fact]
    public void Model_ids_are_encoded_as_they_must_be_and_no_further() =>
        Encoding.UTF8.GetString(JsonLiteral.Of("@cf/meta/llama-\"é\"\n+")).ShouldBe("""
            "@cf/meta/llama-\"é\"\n+"
            """.Trim());

    [Fact]
    public async Task Written_to_a_stream_it_is_the_same_as_copied()
    {
        byte[] body = TypicalChat(4096);
        SplicedBody spliced = Spliced(body, true, ["tools"]);
        using MemoryStream stream = new();
        await spliced.WriteToAsync(stream, TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(Text(spliced));
        stream.Length.ShouldBe(spliced.Length);
    }

    [Fact]
    public async Task Writing_stops_when_it_is_cancelled()
    {
        SplicedBody spliced = Spliced(TypicalChat(1000), true, []);
        await Should.ThrowAsync<OperationCanceledException>(() => spliced.WriteToAsync(new MemoryStream(), new CancellationToken(true)));
    }

    [Fact]
    public void Splicing_equals_editing_a_document_and_touches_no_other_byte() => Prop.ForAll(Properties.Seeds, seed =>
    {
        Random random = new(seed);
        byte[] body = Utf8(new RandomRequest(seed).Chat());
        string[] refused = [.. RandomRequest.Refusable.Where(_ => random.Next(3) == 0)];
        bool ask = random.Next(2) == 0;
        SplicedBody spliced = Spliced(body, ask, refused);
        byte[] result = Utf8(Text(spliced));
        byte[] json = body.AsSpan().StartsWith("\uFEFF"u8) ? body[3..] : body;

        JsonObject expected = JsonNode.Parse(json)!.AsObject();
        string[] dropped = [.. expected.Select(m => m.Key).Where(refused.Contains)];
        Array.ForEach(dropped, name => expected.Remove(name));
        expected["model"] = "up/x";
        bool usage = ask && expected["stream"]?.GetValue<bool>() == true && !refused.Contains("stream_options");
        if (usage)
        {
            JsonObject options = expected["stream_options"]?.AsObject() ?? [];
            options["include_usage"] = true;
            expected["stream_options"] = options.DeepClone();
        }

        JsonNode.DeepEquals(JsonNode.Parse(result), expected).ShouldBeTrue();
        spliced.Dropped.ShouldBe(dropped);
        spliced.Length.ShouldBe(result.Length);

        // Members that no edit is about are the same bytes in the same order.
        string[] edited = [.. dropped, "model", .. usage ? ["stream_options"] : Array.Empty<string>()];
        Members(result).Where(m => !edited.Contains(m.Name)).ShouldBe(Members(json).Where(m => !edited.Contains(m.Name)));
    }).Check(Properties.Config);

    private static List<(string Name, string Raw)> Members(byte[] json)
    {
        List<(string, string)> members = [];
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            int start = (int)reader.TokenStartIndex;
            reader.Read();
            reader.Skip();
            members.Add((name, Encoding.UTF8.GetString(json.AsSpan(start..(int)reader.BytesConsumed))));
        }

        return members;
    }

    private static string Splice(string body, bool ask, params string[] refused) =>
        Text(Spliced(Utf8(body.Replace("%", M, StringComparison.Ordinal)), ask, refused));

    private static SplicedBody Spliced(byte[] body, bool ask, string[] refused) =>
        RequestSplicer.Splice(body, Facts(body), JsonLiteral.Of("up/x"), new ParameterSet(refused), ask);

    private static string Text(SplicedBody spliced)
    {
        ArrayBufferWriter<byte> writer = new();
        spliced.CopyTo(writer);
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }
}
