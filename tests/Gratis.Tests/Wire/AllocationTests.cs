using System.Runtime.CompilerServices;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

/// <summary>The hot path pays for one view and one spliced body, and for nothing by size.</summary>
public class AllocationTests
{
    [Fact]
    public void Reading_a_request_allocates_the_view_alone()
    {
        byte[] small = TypicalChat(1500), large = TypicalChat(400_000);
        long one = Allocated(() => RequestReader.TryRead(small, Operation.Chat, out _, out _));
        long other = Allocated(() => RequestReader.TryRead(large, Operation.Chat, out _, out _));

        one.ShouldBeLessThan(320);
        other.ShouldBe(one);
    }

    [Fact]
    public void Looking_at_the_model_allocates_nothing()
    {
        byte[] body = TypicalChat(1500);
        RequestFacts facts = Facts(body);
        char[] name = new char[256];
        Allocated(() => facts.TryCopyModel(body, name, out _)).ShouldBe(0);
    }

    [Fact]
    public void Splicing_allocates_one_object()
    {
        byte[] body = TypicalChat(4096);
        RequestFacts facts = Facts(body);
        byte[] model = JsonLiteral.Of("m");
        ParameterSet refused = new(["logit_bias", "min_p"]);

        Allocated(() => RequestSplicer.Splice(body, facts, model, refused, true)).ShouldBeInRange(1, 192);
    }

    [Fact]
    public void Reading_a_stream_allocates_nothing()
    {
        byte[] stream = Utf8("""
            : keep-alive

            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"hello"},"finish_reason":null}]}

            data: {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7,"cost":0.5}}

            data: [DONE]


            """);
        Allocated(() =>
        {
            SseReader reader = default;
            StreamFacts facts = default;
            ReadOnlySpan<byte> rest = stream;
            while (reader.TryRead(rest, out SseFrame frame))
            {
                ReadOnlySpan<byte> payload = frame.FirstData.Of(rest);
                if (frame.Kind == SseKind.Data)
                {
                    ChunkReader.Inspect(payload, frame.IsError, ref facts);
                    ChunkReader.Skim(payload, frame.IsError, ref facts);
                }

                rest = rest[frame.Length..];
            }

            facts.Done.ShouldBeTrue();
        }).ShouldBe(0);
    }

    [Fact]
    public void Reading_a_streamed_tool_call_allocates_nothing()
    {
        byte[] preamble = Utf8("""{"choices":[{"index":0,"delta":{"content":"Let me see."}}]}""");
        byte[] call = Utf8("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}]}}]}""");
        byte[] piece = Utf8("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"a"}}]}}]}""");
        Allocated(() =>
        {
            StreamFacts facts = default;
            ChunkReader.Inspect(preamble, false, ref facts);
            facts.HasCall.ShouldBeFalse();
            ChunkReader.Inspect(call, false, ref facts);
            ChunkReader.Inspect(piece, false, ref facts);
            ChunkReader.Skim(piece, false, ref facts);
            facts.HasCall.ShouldBeTrue();
        }).ShouldBe(0);
    }

    [Fact]
    public void Looking_into_the_text_of_an_answer_allocates_nothing()
    {
        byte[] json = Utf8("\"{\\\"a\\\":[1,2,{}]}\"");
        byte[] imitation = Utf8("\"<tool_call>{\\\"name\\\":\\\"f\\\"}\"");
        Allocated(() => EmbeddedJson.IsJson(json, isWhole: true).ShouldBeTrue()).ShouldBe(0);
        Allocated(() => ImitatedCall.IsIn(imitation).ShouldBeTrue()).ShouldBe(0);
    }

    [Fact]
    public void Reading_an_answer_allocates_nothing()
    {
        byte[] answer = Utf8(
            """{"choices":[{"message":{"content":"hi","tool_calls":[{"function":{"arguments":"{\"a\":1}"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}""");
        Allocated(() => AnswerReader.Read(answer)).ShouldBe(0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Allocated(Action action)
    {
        action();
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
