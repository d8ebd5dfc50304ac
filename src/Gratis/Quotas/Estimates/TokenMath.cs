using Gratis.Wire;

namespace Gratis.Quotas.Estimates;

/// <summary>The arithmetic of estimates, without a memory.</summary>
internal static class TokenMath
{
    /// <summary>How many classes of requests there are.</summary>
    public const int Classes = (int)InputClass.Media + 1;

    /// <summary>What a chat answer is expected to be as long as nothing has been seen.</summary>
    public const double FirstOutput = 1000;

    // A little less than English has, so that a first guess errs to the high side.
    private const double BytesPerToken = 3.3;
    private const double PerPiece = 4;
    private const double PerMedium = 800;

    // What no tokenizer exceeds: a token is never shorter than a byte. The rest is room for what providers add unseen.
    private const long PieceLimit = 16;
    private const long MediumLimit = 20_000;
    private const long UnseenLimit = 10_000;
    private const long AnswerLimit = 1 << 20;

    /// <summary>The first guess at what the model reads, before any calibration.</summary>
    public static double Weigh(RequestFacts facts) =>
        ((double)facts.TextBytes + facts.ToolBytes) / BytesPerToken + Pieces(facts) * PerPiece + Media(facts) * PerMedium;

    /// <summary>Which calibration a request of this first guess belongs to.</summary>
    public static InputClass ClassOf(RequestFacts facts, double weight) =>
        Media(facts) > 0 ? InputClass.Media : weight switch
        {
            < 32 => InputClass.Tiny,
            < 128 => InputClass.Brief,
            < 512 => InputClass.Medium,
            _ => InputClass.Long,
        };

    /// <summary>Input tokens: the first guess, corrected.</summary>
    public static long Input(double weight, double correction) => Math.Max(1, (long)Math.Ceiling(weight * correction));

    /// <summary>Output tokens over all choices, where one is expected to take so many; no choice exceeds what client or route allow.</summary>
    public static long Output(RequestFacts facts, double expected, int? maxOutputOfRoute)
    {
        if (facts.Operation != Operation.Chat) return 0;
        long one = Math.Min((long)Math.Ceiling(expected), Math.Min(Bound(facts.MaxOutputTokens), Bound(maxOutputOfRoute)));
        return Math.Max(1, one) * facts.Choices;
    }

    /// <summary>Whether a model can have read so many tokens in this request.</summary>
    public static bool IsPlausibleInput(RequestFacts facts, long tokens) => tokens > 0
        && tokens <= UnseenLimit + facts.TextBytes + facts.ToolBytes + Pieces(facts) * PieceLimit + Media(facts) * MediumLimit;

    /// <summary>Whether a model can have written so many tokens in one answer.</summary>
    public static bool IsPlausibleOutput(double tokensOfOneChoice) => tokensOfOneChoice is > 0 and <= AnswerLimit;

    /// <summary>True when an answer of this length ended because the client allowed no more: it tells how long it is at least.</summary>
    public static bool WasCutShort(RequestFacts facts, double tokensOfOneChoice) => tokensOfOneChoice >= Bound(facts.MaxOutputTokens);

    /// <summary>
    /// What a request cost whose answer came without usage. The bytes are those of the decoded text, as far as it came; where nobody
    /// counted them the expectation stands.
    /// </summary>
    public static TokenEstimate OfAnswer(TokenEstimate estimate, long? bytesOfOutput) => (estimate.OutputTokens, bytesOfOutput) switch
    {
        // Embeddings and rankings answer with many bytes that no model wrote.
        (0, _) or (_, null) => estimate,
        (_, { } bytes) => estimate with { OutputTokens = (long)Math.Ceiling(Math.Max(0, bytes) / BytesPerToken) },
    };

    private static long Pieces(RequestFacts facts) => (long)facts.MessageCount + facts.InputCount + facts.DocumentCount;

    private static long Media(RequestFacts facts) => (long)facts.ImageCount + facts.AudioCount;

    // Zero is how some clients say "no limit".
    private static long Bound(int? tokens) => tokens is > 0 and { } bound ? bound : long.MaxValue;
}
