using Gratis.Dispatch;
using Gratis.Hosting.Options;
using Gratis.Routing.Tiers;

namespace Gratis.Hosting.Classifying;

/// <summary>From what the owner asks of <c>auto</c> to what the engine goes by.</summary>
internal static class AutoRouting
{
    public static EngineSnapshot Add(AutoRouteOptions? asked, EngineSnapshot engine, Dispatcher dispatcher, TierAnswers answers, TimeProvider time)
    {
        if (asked is not { Enabled: true })
            return engine;
        return engine with
        {
            Tiers = PolicyOf(asked),
            Classifier = asked.Classifier is { Length: > 0 } model ? new TierClassifier(model, engine, dispatcher, answers, time) : null,
        };
    }

    private static TierPolicy PolicyOf(AutoRouteOptions asked) => new(
        TierWords.Of([.. asked.ReasoningWords], [.. asked.WorkWords]),
        new TierBounds
        {
            LiteBelowCharacters = asked.LiteBelowCharacters,
            LiteUpToMessages = asked.LiteUpToMessages,
            LargeAboveCharacters = asked.LargeAboveCharacters,
            LargeAboveMessages = asked.LargeAboveMessages,
        });
}
