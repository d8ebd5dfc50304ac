using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>A response once it is judged: a failure, a whole body, or a stream with its first substance in hand.</summary>
internal readonly struct JudgedAnswer
{
    private readonly PooledBuffer? _body;
    private readonly StreamRelay? _relay;
    private readonly Usage _usage;

    public JudgedAnswer(Judgement failure) => Failure = failure;

    public JudgedAnswer(PooledBuffer body, Usage usage) => (_body, _usage) = (body, usage);

    public JudgedAnswer(StreamRelay relay) => _relay = relay;

    public Judgement? Failure { get; }

    /// <summary>Books the attempt as served and makes it the request's answer.</summary>
    public Answer ToAnswer(AttemptBooking booking, AttemptTrail trail, HttpResponseMessage response, IReadOnlyList<string> dropped)
    {
        var status = (int)response.StatusCode;
        if (_relay is not null)
        {
            booking.Commit(status);
            return Answer.Streaming(trail, booking.Candidate, response, _relay, dropped);
        }

        booking.Serve(status, _usage);
        return Answer.Whole(trail, booking.Candidate, response, _body!, _usage, dropped);
    }
}
