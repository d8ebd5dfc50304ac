using System.Runtime.InteropServices;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>
/// What a batch of requests adds to the rollups. They stand by one subject at a time and not by all at once: a question about ninety days
/// then reads ninety times as many rows as there are models, and not as there are models times clients times routes.
/// </summary>
internal sealed class UsageBatch
{
    private static readonly UsageColumn[] Subjects = Enum.GetValues<UsageColumn>();

    private readonly Dictionary<UsageKey, UsageSum> _hours = [];

    /// <summary>What is added to hours.</summary>
    public IReadOnlyDictionary<UsageKey, UsageSum> Hours => _hours;

    public void Add(RequestStory story)
    {
        long hour = UsageKey.HourOf(story.At);
        foreach (UsageColumn subject in Subjects)
        {
            var key = new UsageKey(subject, hour, KeyOf(story, subject));
            ref UsageSum? sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_hours, key, out _);
            (sum ??= new UsageSum()).Add(story);
        }
    }

    /// <summary>Adds all of it to hours and days, within the transaction of the rows that it counts.</summary>
    public void Save(SqliteConnection connection)
    {
        using var hours = new UsageCommands(connection, "usage_hours");
        using var days = new UsageCommands(connection, "usage_days");
        foreach (var (key, sum) in _hours) hours.Add(key, sum);
        foreach (var (key, sum) in Days()) days.Add(key, sum);
    }

    /// <summary>What is added to days.</summary>
    public IReadOnlyDictionary<UsageKey, UsageSum> Days()
    {
        var days = new Dictionary<UsageKey, UsageSum>();
        foreach (var (key, sum) in _hours)
        {
            ref UsageSum? day = ref CollectionsMarshal.GetValueRefOrAddDefault(days, key with { At = key.At / 24 }, out _);
            (day ??= new UsageSum()).Add(sum);
        }

        return days;
    }

    private static string KeyOf(RequestStory story, UsageColumn subject) => subject switch
    {
        // Names that are none of ours are made up by clients, without end.
        UsageColumn.Model => story.IsKnownModel ? story.Model : "",
        UsageColumn.Route => RouteOf(story) ?? "",
        UsageColumn.Provider => RouteOf(story) is { } route ? RequestStory.ProviderOf(route) : "",
        UsageColumn.Client => story.Client ?? "",
        UsageColumn.Outcome => story.Outcome,
        _ => "",
    };

    /// <summary>Who answered; where nobody did, who was asked last: else no route ever failed.</summary>
    private static string? RouteOf(RequestStory story) => story.Route ?? (story.Attempts is [.., var last] ? last.Route : null);
}

/// <summary>One line of a rollup.</summary>
/// <param name="Subject">What the key is.</param>
/// <param name="At">The hour or day.</param>
/// <param name="Key">Which one; empty for none.</param>
internal readonly record struct UsageKey(UsageColumn Subject, long At, string Key)
{
    /// <summary>Hours since 1970.</summary>
    public static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;
}
