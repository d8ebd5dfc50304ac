using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

/// <summary>Nothing that arrives over a wire makes a reader throw.</summary>
public class RobustnessTests
{
    private static readonly string[] Answers =
    [
        """{"choices":[{"delta":{"content":[{"type":"text","text":"a\u0020"}],"tool_calls":[{"function":{"arguments":"{\"a\":1}"}}]},"finish_reason":"stop"}]}""",
        """{"error":{"code":1},"usage":{"prompt_tokens":1,"cost":"0.1","cost_details":{"upstream_inference_cost":1}},"x_groq":{"usage":{}}}""",
        """{"choices":[{"message":{"reasoning":{"text":"\ud83d\ude00"},"function_call":{"arguments":"\"\\u00e9\""}}}],"data":[{}],"results":[{}]}""",
    ];

    [Fact]
    public void Random_bytes_never_throw() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ReadEverywhere).Check(Properties.Config);

    [Fact]
    public void Cut_and_mutated_bodies_never_throw() => Prop.ForAll(Properties.Seeds, seed =>
    {
        Random random = new(seed);
        string source = random.Next(3) > 0 ? new RandomRequest(seed).Chat() : Answers[random.Next(Answers.Length)];
        byte[] body = Utf8(source);
        for (int i = random.Next(0, 4); i > 0; i--)
        {
            // Bytes with a meaning in JSON, UTF-8 or event streams do the most harm.
            byte[] nasty = [.. "{}[]\",:\\u0d8 \n\r"u8, 0, 0xFF, 0xC3, (byte)random.Next(256)];
            body[random.Next(body.Length)] = nasty[random.Next(nasty.Length)];
        }

        ReadEverywhere(body);
        ReadEverywhere(body[..random.Next(body.Length)]);
    }).Check(Properties.Config.WithMaxTest(3000));

    [Fact]
    public void Every_cut_of_a_request_is_refused()
    {
        byte[] body = TypicalChat(1500);
        for (int length = 0; length < body.AsSpan().LastIndexOf((byte)'}'); length++)
        {
            RequestReader.TryRead(body.AsSpan(0, length), Operation.Chat, out _, out RequestFault fault).ShouldBeFalse();
            fault.Message.ShouldNotBeNullOrEmpty();
        }
    }

    private static void ReadEverywhere(byte[] bytes)
    {
        foreach (Operation operation in Enum.GetValues<Operation>())
        {
            if (RequestReader.TryRead(bytes, operation, out RequestFacts? facts, out RequestFault fault))
            {
                facts.Model(bytes).Length.ShouldBeLessThanOrEqualTo(256);
                SplicedBody spliced = RequestSplicer.Splice(bytes, facts, JsonLiteral.Of("m"), new ParameterSet(RandomRequest.Refusable), true);
                System.Buffers.ArrayBufferWriter<byte> result = new();
                spliced.CopyTo(result);
                RequestReader.TryRead(result.WrittenSpan, operation, out RequestFacts? again, out fault).ShouldBeTrue(fault.Message);
                again!.Model(result.WrittenSpan).ShouldBe("m");
            }
            else
            {
                fault.Message.ShouldNotBeNullOrEmpty();
            }
        }

        StreamFacts stream = default;
        ChunkReader.Inspect(bytes, false, ref stream);
        ChunkReader.Skim(bytes, false, ref stream);
        AnswerReader.Read(bytes);
        Frames(bytes).ShouldBe(bytes.Length);
    }

    private static int Frames(byte[] bytes)
    {
        SseReader reader = default;
        int read = 0;
        while (reader.TryRead(bytes.AsSpan(read), out SseFrame frame) || reader.TryReadEnd(bytes.AsSpan(read), out frame))
        {
            frame.Data(bytes.AsSpan(read, frame.Length), new byte[frame.DataLength]).Length.ShouldBe(frame.DataLength);
            read += frame.Length;
        }

        return read;
    }
}
