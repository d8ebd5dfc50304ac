using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>A response once it is judged: a failure, a whole body, or a stream with its first substance in hand.</summary>
internal readonly struct JudgedAnswer
{
    private readonly PooledBuffer? _body;
    private readonly StreamRelay? _relay;

    public JudgedAnswer(Judgement failure, Usage usage = default, Lesson lesson = Lesson.None) =>
        (Failure, Usage, Lesson) = (failure, usage, lesson);

    public JudgedAnswer(PooledBuffer body, Usage usage, Lesson lesson) => (_body, Usage, Lesson) = (body, usage, lesson);

    public JudgedAnswer(StreamRelay relay) => _relay = relay;

    public Judgement? Failure { get; }

    /// <summary>What it says it cost, even where it will not do; of a stream that goes on, nothing yet.</summary>
    public Usage Usage { get; }

    /// <summary>What its form shows of its route.</summary>
    public Lesson Lesson { get; }

    /// <summary>Books the attempt as served and makes it the request's answer.</summary>
    public Answer ToAnswer(AttemptBooking booking, AttemptTrail trail, HttpResponseMessage response, IReadOnlyList<string> dropped)
    {
        var status = (int)response.StatusCode;
        if (_relay is not null)
        {
            booking.Commit(status);
            return Answer.Streaming(trail, booking, response, _relay, dropped);
        }

        booking.Serve(status, Usage, Lesson);
        return booking.Request.Form is { IsStream: true }
            ? Answer.Recited(trail, booking, response, _body!, Usage, dropped)
            : Answer.Whole(trail, booking, response, _body!, Usage, dropped);
    }
}
