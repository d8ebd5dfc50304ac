using Gratis.Dispatch;
using Gratis.Routing;
using Gratis.Routing.Tiers;

namespace Gratis.Hosting.Classifying;

/// <summary>
/// Asks a small model how much model a request needs: one call, booked like any other, a few seconds at most. Whatever goes wrong, the
/// request is served from the usual tier.
/// </summary>
internal sealed class TierClassifier : ITierClassifier
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _model;
    private readonly EngineSnapshot _engine;
    private readonly Dispatcher _dispatcher;
    private readonly TierAnswers _answers;
    private readonly TimeProvider _time;
    private readonly ModelTarget? _target;

    /// <param name="model">The route to ask.</param>
    /// <param name="engine">What questions are sent by.</param>
    /// <param name="dispatcher">Who sends them.</param>
    /// <param name="answers">What was answered lately.</param>
    /// <param name="time">The clock.</param>
    public TierClassifier(string model, EngineSnapshot engine, Dispatcher dispatcher, TierAnswers answers, TimeProvider time)
    {
        (_model, _dispatcher, _answers, _time) = (model, dispatcher, answers, time);
        _target = engine.Routes.Resolve(model);

        // Without tiers: no question raises another.
        _engine = engine with
        {
            Tiers = null,
            Classifier = null,
            Limits = engine.Limits with { Total = Patience, MaxAttempts = 1, MaxWait = TimeSpan.Zero, MaxQueued = 0 },
        };
    }

    public async ValueTask<TierChoice> AskAsync(GatewayRequest request, CancellationToken client)
    {
        var subject = ClassifierQuestion.Subject(request);
        if (string.IsNullOrWhiteSpace(subject))
            return TierChoice.Undecided;
        if (_answers.Find(_model, subject) is { } known)
            return known;
        if (!IsAskable())
            return TierChoice.ClassifierFailed;

        await using var answer = await _dispatcher.AskAsync(_engine, ClassifierQuestion.Create(_model, subject, request), client);
        if (answer.Error is not null)
            return TierChoice.ClassifierFailed;

        var choice = ClassifierReply.Read(answer.Body.Span) is { } tier ? TierChoice.OfClassifier(tier) : TierChoice.ClassifierFailed;
        _answers.Keep(_model, subject, choice);
        return choice;
    }

    /// <summary>Not one that is slow or broken lately: every request would wait for it. Not one whose price has turned out to be one.</summary>
    private bool IsAskable()
    {
        var now = _time.GetUtcNow();
        foreach (var slot in _target?.Slots ?? [])
        {
            if (!slot.Candidates[0].IsFreeNoMore && slot.IsOpen(default, now))
                return true;
        }

        return false;
    }
}
