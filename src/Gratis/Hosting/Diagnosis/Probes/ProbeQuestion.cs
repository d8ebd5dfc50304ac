using Gratis.Catalog;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Wire;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>A request that is sent to find something out: a body without a model, which the route's own id is put into.</summary>
internal sealed class ProbeQuestion
{
    private const int BytesPerToken = 3;
    private const int TokensPerImage = 1_000;

    private static readonly ProbeQuestion Ping = new("""{"max_tokens":1,"messages":[{"role":"user","content":"ping"}]}"""u8);

    private static readonly ProbeQuestion Text = new("""{"max_tokens":16,"messages":[{"role":"user","content":"Say OK."}]}"""u8);

    // One function would be called by many a model that cannot choose; it is the other one that must be called.
    private static readonly ProbeQuestion Tools = new(
        """
        {"max_tokens":256,"messages":[{"role":"user","content":"Add 2 and 3 with the tool."}],
        "tools":[
        {"type":"function","function":{"name":"echo","description":"Repeats a text.","parameters":{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}}},
        {"type":"function","function":{"name":"add","description":"Adds two numbers.","parameters":{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"}},"required":["a","b"]}}}],
        "tool_choice":{"type":"function","function":{"name":"add"}}}
        """u8);

    // One red pixel.
    private static readonly ProbeQuestion Vision = new(
        """
        {"max_tokens":64,"messages":[{"role":"user","content":[{"type":"text","text":"Which colour is this image? Answer with one word."},
        {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC"}}]}]}
        """u8);

    private static readonly ProbeQuestion StructuredOutput = new(
        """
        {"max_tokens":128,"messages":[{"role":"user","content":"How much is 2 plus 3?"}],
        "response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,
        "schema":{"type":"object","properties":{"sum":{"type":"integer"}},"required":["sum"],"additionalProperties":false}}}}
        """u8);

    private ProbeQuestion(ReadOnlySpan<byte> body)
    {
        Body = body.ToArray();
        Facts = RequestReader.TryRead(body, Operation.Chat, out var facts, out var fault) ? facts : throw new InvalidDataException(fault.Message);
    }

    public ReadOnlyMemory<byte> Body { get; }

    public RequestFacts Facts { get; }

    public static ProbeQuestion Of(ProbeKind kind) => kind switch
    {
        ProbeKind.Ping => Ping,
        ProbeKind.Text => Text,
        ProbeKind.Tools => Tools,
        ProbeKind.Vision => Vision,
        _ => StructuredOutput,
    };

    /// <summary>What it takes of the route's quotas, at most.</summary>
    public Demand DemandOn(Route route)
    {
        var input = (Body.Length / BytesPerToken) + (Facts.ImageCount * TokensPerImage);
        var output = Facts.MaxOutputTokens ?? 0;
        return new Demand(input, output, RequestSize.CostOf(route.Price, input, output), IsBackground: true);
    }
}
