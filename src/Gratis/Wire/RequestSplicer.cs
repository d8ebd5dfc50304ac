using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// Turns a client's body into the one a route gets: its model name, none of the parameters it refuses, and a request for usage where
/// the books need it. Every other byte stays as the client wrote it.
/// </summary>
internal static class RequestSplicer
{
    private static readonly byte[] ModelName = "\"model\":"u8.ToArray();
    private static readonly byte[] Comma = ","u8.ToArray();
    private static readonly byte[] True = "true"u8.ToArray();
    private static readonly byte[] UsageFirst = "\"include_usage\":true,"u8.ToArray();
    private static readonly byte[] UsageAlone = "\"include_usage\":true"u8.ToArray();
    private static readonly byte[] UsageOptions = "{\"include_usage\":true}"u8.ToArray();
    private static readonly byte[] UsageMember = "\"stream_options\":{\"include_usage\":true},"u8.ToArray();

    /// <summary>Splices.</summary>
    /// <param name="body">The client's bytes, the same that <paramref name="facts"/> were read from.</param>
    /// <param name="facts">What the reader found in them.</param>
    /// <param name="modelLiteral">The route's model id as a JSON literal (<see cref="JsonLiteral"/>).</param>
    /// <param name="refused">What the route does not take.</param>
    /// <param name="askForUsage">Makes a stream end with its usage; no effect on a request that does not stream.</param>
    public static SplicedBody Splice(
        ReadOnlyMemory<byte> body, RequestFacts facts, ReadOnlyMemory<byte> modelLiteral, ParameterSet refused, bool askForUsage)
    {
        Cuts cuts = new(body, facts.BodyStart);
        bool usage = askForUsage && facts.Stream && !facts.UsageAsked && refused.Find("stream_options"u8) is null;

        // What is inserted goes behind the opening brace. A comma always follows it: no request is without messages, input or documents.
        bool insertsModel = facts.ModelLiteral.IsEmpty;
        if (insertsModel)
        {
            cuts.Replace(new ByteRange(facts.AfterBrace, 0), ModelName, modelLiteral, Comma);
        }

        if (usage && facts.StreamOptions.IsEmpty)
        {
            cuts.Replace(new ByteRange(facts.AfterBrace, 0), UsageMember);
            usage = false;
        }

        // The other two edits replace in place; the dropped members come between them in the order of the body.
        (ByteRange Range, ReadOnlyMemory<byte> With) model = insertsModel ? default : (facts.ModelLiteral, modelLiteral);
        (ByteRange Range, ReadOnlyMemory<byte> With) options = usage ? UsageEdit(facts) : default;
        cuts.Plan(model, options);
        if (!refused.IsSurelyAbsent(facts))
        {
            Drop(ref cuts, body.Span, facts, refused);
        }

        return cuts.Finish();
    }

    private static (ByteRange, ReadOnlyMemory<byte>) UsageEdit(RequestFacts facts) =>
        !facts.IncludeUsage.IsEmpty ? (facts.IncludeUsage, True)
        : !facts.StreamOptionsIsObject ? (facts.StreamOptions, UsageOptions)
        : (new ByteRange(facts.StreamOptions.Start + 1, 0), facts.StreamOptionsHasMembers ? UsageFirst : UsageAlone);

    /// <summary>
    /// Cuts refused members. A member takes the comma behind it along; a run of them at the end of the object takes the one before it.
    /// </summary>
    private static void Drop(ref Cuts cuts, ReadOnlySpan<byte> body, RequestFacts facts, ParameterSet refused)
    {
        List<string>? dropped = null;
        int runStart = -1, runEnd = 0, keptEnd = 0;
        Span<byte> scratch = stackalloc byte[256];

        // The body has passed the reader: this pass cannot fail.
        Utf8JsonReader reader = new(body[facts.BodyStart..]);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = facts.BodyStart + (int)reader.TokenStartIndex;
            string? name = !reader.ValueIsEscaped ? refused.Find(reader.ValueSpan)
                : reader.ValueSpan.Length <= scratch.Length ? refused.Find(scratch[..reader.CopyString(scratch)])
                : null;
            reader.Read();
            reader.Skip();
            int end = facts.BodyStart + (int)reader.BytesConsumed;
            if (name is not null)
            {
                (dropped ??= []).Add(name);
                runStart = runStart < 0 ? start : runStart;
                runEnd = end;
                continue;
            }

            if (runStart >= 0)
            {
                cuts.Replace(new ByteRange(runStart, start - runStart));
                runStart = -1;
            }

            keptEnd = end;
        }

        if (runStart >= 0)
        {
            cuts.Replace(new ByteRange(keptEnd, runEnd - keptEnd));
        }

        if (dropped is not null)
        {
            cuts.Name(dropped);
        }
    }

    /// <summary>Builds the slices from cuts that come in the order of the body, and works the two planned ones in where they belong.</summary>
    private ref struct Cuts(ReadOnlyMemory<byte> body, int start)
    {
        private readonly SplicedBody _into = new();
        private int _at = start;
        private (ByteRange Range, ReadOnlyMemory<byte> With) _first;
        private (ByteRange Range, ReadOnlyMemory<byte> With) _second;

        public void Plan((ByteRange Range, ReadOnlyMemory<byte> With) one, (ByteRange Range, ReadOnlyMemory<byte> With) other) =>
            (_first, _second) = one.Range.Start <= other.Range.Start ? (one, other) : (other, one);

        public void Replace(
            ByteRange range, ReadOnlyMemory<byte> with = default, ReadOnlyMemory<byte> then = default, ReadOnlyMemory<byte> last = default)
        {
            TakePlanned(range.Start);
            Cut(range, with);
            _into.Append(then);
            _into.Append(last);
        }

        public readonly void Name(List<string> dropped) => _into.Dropped = dropped;

        public SplicedBody Finish()
        {
            TakePlanned(body.Length);
            _into.Append(body[_at..]);
            return _into;
        }

        private void TakePlanned(int before)
        {
            TakePlanned(ref _first, before);
            TakePlanned(ref _second, before);
        }

        private void TakePlanned(ref (ByteRange Range, ReadOnlyMemory<byte> With) planned, int before)
        {
            if (!planned.With.IsEmpty && planned.Range.Start < before)
            {
                Cut(planned.Range, planned.With);
                planned = default;
            }
        }

        private void Cut(ByteRange range, ReadOnlyMemory<byte> with)
        {
            _into.Append(body[_at..range.Start]);
            _into.Append(with);
            _at = range.End;
        }
    }
}
