using System.Globalization;
using Gratis.Stores;

namespace Gratis.RequestLogBench;

/// <summary>
/// Thirty days of a busy house: 5,000 routes, of which two hundred are called every day and the others now and then; forty names that are asked
/// for, each with routes of its own; thirty clients who keep to three of them; one request in sixteen that needed a second route, one in forty
/// that nobody answered, and now and then a name that nobody knows.
/// </summary>
internal sealed class PlausibleRequests(long count, int seed, DateTimeOffset end)
{
    /// <summary>Days that they are spread over.</summary>
    public const int Days = 30;

    public const int Routes = 5000;
    public const int Clients = 30;

    private const int Models = 40;
    private const int Called = 200;

    private static readonly string[] Providers = ["groq", "cerebras", "openrouter", "gemini", "mistral", "nvidia", "siliconflow", "github", "cohere", "zhipu", "modelscope", "local"];
    private static readonly string[] Failures = ["all_candidates_failed", "quota_exhausted", "cancelled", "refused", "broken"];
    private static readonly string[] Verdicts = ["rate_limited", "broken", "timeout", "quota_spent"];

    private static readonly LoggedPlan Plan = new(
        [.. Enumerable.Range(0, 12).Select(i => new LoggedCandidate(Route(i), Route(i).Split('/')[0] + "#1", 80 - i, ["free by price: the provider's list"]))],
        [.. Enumerable.Range(20, 20).Select(i => new LoggedRejection(Route(i), null, "closed", "0 of 1000 requests left in groq#1:rpd", null))]);

    private readonly Random _random = new(seed);

    public static string Route(int index) => $"{Providers[index % Providers.Length]}/vendor/model-{index}-instruct";

    public static string Model(int index) => index < 8 ? new[] { "auto", "free", "chat-free", "auto:lite", "auto:large", "primary", "tools/free", "chat" }[index] : Route(index);

    public IEnumerable<RequestStory> All()
    {
        var (step, at) = (TimeSpan.FromDays(Days) / count, end - TimeSpan.FromDays(Days));
        for (long number = 1; number <= count; number++, at += step)
            yield return One(number, at);
    }

    private RequestStory One(long number, DateTimeOffset at)
    {
        var took = TimeSpan.FromMilliseconds(Math.Exp(6 + _random.NextDouble() * 3));
        var (fate, isStream) = (_random.Next(1000), _random.Next(3) > 0);
        var client = Skewed(Clients);
        var model = ((client * 7) + _random.Next(3)) % Models;
        var route = Route(_random.Next(10_000) == 0 ? _random.Next(Routes) : ((model * 5) + Skewed(30)) % Called);
        var story = new RequestStory
        {
            Number = number,
            Id = "req-1a2b3c4d-" + number.ToString("x", CultureInfo.InvariantCulture),
            At = at,
            Took = took,
            FirstToken = isStream ? took / 4 : null,
            Operation = fate % 50 == 0 ? "embeddings" : "chat",
            Model = Model(model),
            IsKnownModel = true,
            Client = "client-" + client.ToString(CultureInfo.InvariantCulture),
            IsStream = isStream,
            Outcome = RequestStory.Served,
            Status = 200,
            Route = route,
            Account = AccountOf(route),
            InputTokens = _random.Next(50, 8000),
            OutputTokens = _random.Next(10, 1500),
            CostUsd = 0,
            Attempts = [new LoggedAttempt(route, AccountOf(route), RequestStory.Served, 200, took)],
            CandidateCount = 12,
            RejectedCount = 20,
        };
        return fate switch
        {
            < 25 => Failed(story),
            < 85 => story with { Attempts = [Vain(), story.Attempts[0]], Plan = Plan },
            < 90 => story with { Model = "made-up-" + _random.Next(10_000).ToString(CultureInfo.InvariantCulture), IsKnownModel = false, Outcome = "model_not_found", Status = 404, Route = null, Account = null, Attempts = [], CandidateCount = 0 },
            _ => story,
        };
    }

    private RequestStory Failed(RequestStory story) => story with
    {
        Outcome = Failures[Skewed(Failures.Length)],
        Status = 502,
        Route = null,
        Account = null,
        FirstToken = null,
        Attempts = [Vain(), Vain()],
        Plan = Plan,
    };

    private LoggedAttempt Vain()
    {
        var route = Route(Skewed(Called));
        return new LoggedAttempt(route, AccountOf(route), Verdicts[_random.Next(Verdicts.Length)], 429, TimeSpan.FromMilliseconds(120));
    }

    private static string AccountOf(string route) => RequestStory.ProviderOf(route) + "#1";

    /// <summary>A number below a bound; the low ones come most often, and each sometimes.</summary>
    private int Skewed(int bound) => (int)(bound * Math.Pow(_random.NextDouble(), 3));
}
