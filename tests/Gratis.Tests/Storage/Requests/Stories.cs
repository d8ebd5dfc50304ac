using System.Globalization;
using System.Text.Json;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Tests.Storage.Requests;

/// <summary>Requests as they may have been.</summary>
internal static class Stories
{
    private static readonly string[] Routes = ["groq/llama", "groq/qwen", "cerebras/llama", "gemini/flash", "openrouter/meta/llama:free"];
    private static readonly string[] Models = ["auto", "free", "groq/llama", "llama"];
    private static readonly string?[] Clients = [null, "laptop", "phone", "Server"];

    /// <summary>A plain one.</summary>
    public static RequestStory Served(long number, DateTimeOffset? at = null) => new()
    {
        Number = number,
        Id = "req-0000abcd-" + number.ToString("x", CultureInfo.InvariantCulture),
        At = at ?? VirtualTime.Start,
        Took = TimeSpan.FromMilliseconds(400),
        Operation = "chat",
        Model = "auto",
        IsKnownModel = true,
        Outcome = RequestStory.Served,
        Status = 200,
        Route = "groq/llama",
        Account = "groq#1",
        InputTokens = 3,
        OutputTokens = 2,
        CostUsd = 0,
        Attempts = [new LoggedAttempt("groq/llama", "groq#1", "served", 200, TimeSpan.FromMilliseconds(400))],
    };

    /// <summary>Any of all the ways in which a request may end.</summary>
    public static RequestStory Any(Random random, long number, DateTimeOffset at)
    {
        var (route, isStream) = (random.GetItems(Routes, 1)[0], random.Next(2) == 0);
        var story = Served(number, at) with
        {
            Took = TimeSpan.FromMilliseconds(random.Next(60_000)),
            FirstToken = isStream ? TimeSpan.FromMilliseconds(random.Next(5000)) : null,
            Operation = random.Next(10) == 0 ? "embeddings" : "chat",
            Model = random.GetItems(Models, 1)[0],
            Client = random.GetItems(Clients, 1)[0],
            IsStream = isStream,
            Route = route,
            Account = Account(route),
            InputTokens = random.Next(5) == 0 ? null : random.Next(10_000),
            OutputTokens = random.Next(5) == 0 ? null : random.Next(10_000),
            CostUsd = random.Next(4) == 0 ? null : random.Next(1000) / 1_000_000_000m,
            CandidateCount = random.Next(30),
            RejectedCount = random.Next(30),
        };
        var answered = new LoggedAttempt(route, Account(route), "served", 200, story.FirstToken ?? story.Took);
        return random.Next(10) switch
        {
            0 => Unanswered(story, "all_candidates_failed", 502) with { Attempts = [Vain(random), Vain(random)] },
            1 => Unanswered(story, "model_not_found", 404) with { Model = "made-up-" + random.Next(20), IsKnownModel = false },
            2 => Unanswered(story, "cancelled", null) with { Attempts = [Vain(random)] },
            3 => story with { Outcome = "broken", Attempts = [answered with { Verdict = "broken" }] },
            4 or 5 => story with { Attempts = [Vain(random), answered], Spill = random.Next(3) == 0 ? "free lane spent" : null },
            _ => story with { Attempts = [answered] },
        };
    }

    /// <summary>Any filter, from none to all of it.</summary>
    public static RequestFilter AnyFilter(Random random, DateTimeOffset from, TimeSpan span)
    {
        DateTimeOffset? Instant() => random.Next(4) == 0 ? from + (span * random.NextDouble()) : null;
        string? Word(params string[] words) => random.Next(4) == 0 ? random.GetItems(words, 1)[0] : null;
        var (one, other) = (Instant(), Instant());
        return new RequestFilter
        {
            Model = Word("auto", "GROQ/llama", "llama", "made-up-3", "nobody"),
            Route = Word("groq/llama", "Cerebras/Llama", "nobody/x"),
            Provider = Word("groq", "OPENROUTER", "gro"),
            Client = Word("laptop", "server", "nobody"),
            Status = Word("200", "502", "served", "cancelled"),
            Outcome = Word("served", "broken"),
            Operation = Word("chat", "embeddings"),
            Text = Word("llama", "made", "phone", "zzz"),
            From = one < other || other is null ? one : other,
            To = one < other || other is null ? other : one,
        };
    }

    /// <summary>All of it, to be compared.</summary>
    public static string Spell(RequestStory? story) => JsonSerializer.Serialize(story);

    private static RequestStory Unanswered(RequestStory story, string outcome, int? status) =>
        story with { Outcome = outcome, Status = status, Route = null, Account = null, FirstToken = null, Attempts = [] };

    private static LoggedAttempt Vain(Random random)
    {
        var route = random.GetItems(Routes, 1)[0];
        return new LoggedAttempt(route, Account(route), "rate_limited", random.Next(5) == 0 ? null : 429, TimeSpan.FromMilliseconds(random.Next(900)));
    }

    private static string Account(string route) => RequestStory.ProviderOf(route) + "#1";
}
