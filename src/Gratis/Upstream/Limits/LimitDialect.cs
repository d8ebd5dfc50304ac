using System.Collections.Frozen;
using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>What a provider means by header names that do not say it: the same name is a day here and a minute there.</summary>
/// <param name="Requests">The window of <c>…-requests</c>.</param>
/// <param name="Tokens">The window of <c>…-tokens</c>.</param>
/// <param name="Bare">The window of a limit whose name says not even what is counted.</param>
/// <param name="Scope">Who shares a counter whose name does not tell.</param>
internal readonly record struct LimitDialect(ImpliedWindow Requests, ImpliedWindow Tokens, ImpliedWindow Bare, QuotaScope? Scope = null)
{
    private static readonly LimitDialect Unknown = new(ImpliedWindow.Guess, ImpliedWindow.Guess, ImpliedWindow.Guess);

    private static readonly LimitDialect Minutes = new(ImpliedWindow.Minute, ImpliedWindow.Minute, ImpliedWindow.Minute, QuotaScope.AccountModel);

    private static readonly FrozenDictionary<string, LimitDialect> Known = new Dictionary<string, LimitDialect>
    {
        // requests, tokens, bare, shared by
        ["groq"] = new(ImpliedWindow.Day, ImpliedWindow.Minute, ImpliedWindow.Guess, QuotaScope.AccountModel),
        ["openai"] = new(ImpliedWindow.MinuteOrDay, ImpliedWindow.Minute, ImpliedWindow.Guess, QuotaScope.AccountModel),
        ["openrouter"] = new(ImpliedWindow.MinuteOrDay, ImpliedWindow.Guess, ImpliedWindow.MinuteOrDay, QuotaScope.ModelClass),
        ["modelscope"] = new(ImpliedWindow.Day, ImpliedWindow.Day, ImpliedWindow.Day, QuotaScope.Account),
        ["together"] = new(ImpliedWindow.Second, ImpliedWindow.Second, ImpliedWindow.Second),
        ["fireworks"] = new(ImpliedWindow.Minute, ImpliedWindow.Second, ImpliedWindow.Guess, QuotaScope.Account),
        ["cohere"] = new(ImpliedWindow.Minute, ImpliedWindow.Minute, ImpliedWindow.Minute),

        // What it advertises is the deployment that everybody shares; an account's own, much lower limit shows only in a refusal.
        ["github-models"] = new(ImpliedWindow.Minute, ImpliedWindow.Minute, ImpliedWindow.Minute, QuotaScope.Provider),
        ["anthropic"] = new(ImpliedWindow.Minute, ImpliedWindow.Minute, ImpliedWindow.Minute),
        ["azure"] = Minutes,
        ["cerebras"] = Minutes,
        ["mistral"] = Minutes,
        ["codestral"] = Minutes,
        ["sambanova"] = Minutes,
        ["siliconflow"] = Minutes,
        ["siliconflow-cn"] = Minutes,
        ["xai"] = Minutes,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The dialect of a provider id; of an unknown one, the one that guesses.</summary>
    public static LimitDialect Of(string provider) => Known.GetValueOrDefault(provider, Unknown);

    public ImpliedWindow WindowOf(CounterKey counter) => counter.IsBare ? Bare : counter.Metric == QuotaMetric.Requests ? Requests : Tokens;
}
