using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Ranking;

/// <summary>What the score of a route is made from; what nobody knows is null and gives or takes nothing.</summary>
/// <param name="Quality">How good its model is, 0 to 100.</param>
/// <param name="QualityWhy">Where that number comes from, with its date.</param>
/// <param name="Now">The day of judgement.</param>
internal sealed record ScoreInput(double Quality, string QualityWhy, DateTimeOffset Now)
{
    /// <summary>How often its own calls are served.</summary>
    public MeasuredSuccess? Success { get; init; }

    /// <summary>How soon its own answers begin.</summary>
    public MeasuredSpeed? Speed { get; init; }

    /// <summary>Its window in tokens.</summary>
    public Claim<int>? Context { get; init; }

    /// <summary>Since when its provider's list comes without it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>When its provider means to take it away.</summary>
    public Claim<DateOnly>? Expires { get; init; }
}

/// <summary>How often a route serves, as measured.</summary>
/// <param name="Samples">Calls that count.</param>
/// <param name="Rate">The share that was served, 0 to 1.</param>
/// <param name="High">The most that the true share may be: with few calls near one, whatever became of them.</param>
internal readonly record struct MeasuredSuccess(double Samples, double Rate, double High);

/// <summary>How soon a route answers, as measured.</summary>
/// <param name="Samples">Answers that count.</param>
/// <param name="FirstToken">What half of them did not exceed.</param>
internal readonly record struct MeasuredSpeed(double Samples, TimeSpan FirstToken);
