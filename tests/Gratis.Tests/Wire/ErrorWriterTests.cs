using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Gratis.Wire;

namespace Gratis.Tests.Wire;

public class ErrorWriterTests
{
    [Fact]
    public void A_plain_error_has_the_four_members_clients_look_for() =>
        Text(GatewayError.InvalidRequest("'messages' is missing – add it.", "messages")).ShouldBe(
            """{"error":{"message":"'messages' is missing – add it.","type":"invalid_request_error","code":"invalid_request","param":"messages"}}""");

    [Fact]
    public void Extras_sit_inside_the_error()
    {
        GatewayError error = GatewayError.AllCandidatesFailed("Nobody answered.", [new("a/x", "broken", 503, 12), new("b/y", "unreachable", null, 3)])
            with { RequestId = "req-1" };
        Text(error).ShouldBe(
            """{"error":{"message":"Nobody answered.","type":"server_error","code":"all_candidates_failed","param":null,"request_id":"req-1","attempts":[{"route":"a/x","verdict":"broken","status":503,"ms":12},{"route":"b/y","verdict":"unreachable","status":null,"ms":3}]}}""");
    }

    [Fact]
    public void Required_capabilities_are_listed() =>
        JsonNode.Parse(Text(GatewayError.UnsupportedCapabilities("x", ["tools", "vision"])))!["error"]!["required_capabilities"]!.ToJsonString()
            .ShouldBe("""["tools","vision"]""");

    [Theory]
    [InlineData("two\nlines\r\n\r\ndata: [DONE]\n\n")]
    [InlineData("quote \" backslash \\ nul \0 separator \u2028")]
    [InlineData("half a pair \ud83d")]
    public void A_frame_is_one_data_line_whatever_the_message_says(string message)
    {
        ArrayBufferWriter<byte> output = new();
        ErrorWriter.WriteFrame(output, GatewayError.StreamBroken(message));

        SseReader reader = default;
        reader.TryRead(output.WrittenSpan, out SseFrame frame).ShouldBeTrue();
        frame.Length.ShouldBe(output.WrittenCount);
        frame.IsMultiLine.ShouldBeFalse();

        StreamFacts facts = default;
        (ChunkReader.Inspect(frame.FirstData.Of(output.WrittenSpan), false, ref facts) & ChunkMeaning.Error).ShouldBe(ChunkMeaning.Error);
        JsonNode.Parse(frame.FirstData.Of(output.WrittenSpan))!["error"]!["message"]!.GetValue<string>()
            .ShouldBe(message.Replace('\ud83d', '\uFFFD'));
    }

    [Fact]
    public void Every_case_has_its_status_and_code()
    {
        GatewayError[] errors =
        [
            GatewayError.InvalidRequest(""), GatewayError.InvalidApiKey(""), GatewayError.Forbidden(""),
            GatewayError.RateLimitExceeded("", TimeSpan.FromSeconds(7)), GatewayError.ModelNotFound(""),
            GatewayError.UnsupportedCapabilities("", []), GatewayError.NoRoutes(""), GatewayError.QuotaExhausted("", TimeSpan.FromSeconds(9)),
            GatewayError.RequestQueueTimeout(""), GatewayError.AllCandidatesFailed("", []), GatewayError.Refused(422, "", null, []),
            GatewayError.TooLong(413, "", []), GatewayError.BodyTooLarge(""),
        ];
        errors.Select(e => $"{e.Status} {e.Code} {e.RetryAfter?.TotalSeconds}".TrimEnd()).ShouldBe(
        [
            "400 invalid_request", "401 invalid_api_key", "403 forbidden", "429 rate_limit_exceeded 7", "404 model_not_found",
            "400 unsupported_capabilities", "503 no_routes", "429 quota_exhausted 9", "429 request_queue_timeout 1",
            "502 all_candidates_failed", "422 invalid_request", "413 context_length_exceeded", "413 request_too_large",
        ]);
    }

    private static string Text(GatewayError error)
    {
        ArrayBufferWriter<byte> output = new();
        ErrorWriter.Write(output, error);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
