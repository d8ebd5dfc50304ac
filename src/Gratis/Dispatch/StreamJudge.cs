using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>What the ends of streams mean. Pure.</summary>
internal static class StreamJudge
{
    public static Judgement Served => new(Verdict.Served, Reach.Request);

    /// <summary>Not needed any more: no word on its route.</summary>
    public static Judgement Overtaken => new(Verdict.Cancelled, Reach.Request, Detail: "Another route answered sooner.");

    /// <summary>True for a frame that is an error, whatever its shape: Gemini wraps it in an array, Mistral and Cerebras write it flat.</summary>
    /// <param name="meaning">What it is as a chunk.</param>
    /// <param name="payload">Its data.</param>
    /// <param name="committed">Before the commit a doubtful frame costs an attempt at most; afterwards it would cost the answer, so only a plain error is one.</param>
    public static bool IsError(ChunkMeaning meaning, ReadOnlySpan<byte> payload, bool committed)
    {
        if (meaning is not (ChunkMeaning.None or ChunkMeaning.Invalid) || payload.IsEmpty || payload.IndexOf("\"choices\""u8) >= 0)
            return meaning.HasFlag(ChunkMeaning.Error);

        var body = ErrorBodyReader.Read(payload);
        return body.Shape == BodyShape.Json && (committed ? body.IsError : body.CarriesError);
    }

    /// <summary>A stream that came to its end and said nothing.</summary>
    public static Judgement EndWithoutSubstance(in StreamFacts facts) => facts.Finish == FinishReason.ContentFilter
        ? AnswerJudge.Filtered
        : AnswerJudge.Invalid("The stream ended without any content.");

    public static Judgement Endless() => AnswerJudge.Invalid("The stream went on without any content.");

    /// <summary>A stream that closed in the middle of its answer.</summary>
    public static Judgement Cut() => new(Verdict.Broken, Reach.Route, Detail: "The stream was cut off before its end.");

    /// <summary>True when the first byte rules an event stream out, whatever the content type says.</summary>
    public static bool IsNoStream(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart(" \t\r\n"u8);
        return !text.IsEmpty && text[0] is (byte)'{' or (byte)'[' or (byte)'<';
    }

    /// <summary>What the client is told after the commit, when nothing can be taken back.</summary>
    public static GatewayError ToClient(Judgement end) => GatewayError.StreamBroken(end.Verdict switch
    {
        Verdict.Timeout => "The upstream fell silent in the middle of its answer; what you have is incomplete.",
        Verdict.Broken or Verdict.Unreachable => $"The upstream broke off in the middle of its answer; what you have is incomplete. {end.Detail}".TrimEnd(),
        _ => $"The upstream ended its answer with an error ({end.Verdict.Spell()}); what you have is incomplete. {end.Detail}".TrimEnd(),
    });
}
