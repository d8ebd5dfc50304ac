namespace Gratis.Tests.Hosting.Month;

/// <summary>What became of one request.</summary>
internal sealed record MonthAnswer(MonthAsk Ask, int Status, string? Code, string? Message, string? Route, string Trail, int Attempts)
{
    /// <summary>Somebody in the world could have answered at no cost at that instant, and had room for it.</summary>
    public bool CouldBeServed { get; init; }

    public bool IsServed => Status == 200 && Trail.EndsWith("=served", StringComparison.Ordinal);

    /// <summary>Everything that could answer waited for quota: no churn.</summary>
    public bool WaitsForQuota => Code == "quota_exhausted";
}
