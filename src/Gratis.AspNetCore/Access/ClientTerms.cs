using Gratis.Quotas;
using Gratis.Stores;

namespace Gratis.AspNetCore.Access;

/// <summary>What the owner lets a client do, wherever that is written down.</summary>
internal sealed record ClientTerms
{
    /// <summary>What the owner calls the client.</summary>
    public required string Name { get; init; }

    public ClientKeyLimits Limits { get; init; } = ClientKeyLimits.None;

    /// <summary>What it may cost its owner.</summary>
    public BudgetTerms Budget { get; init; } = BudgetTerms.None;

    /// <summary>The models it may name; empty: all.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Whom its requests may go to.</summary>
    public ClientKeyPolicy Policy { get; init; } = ClientKeyPolicy.None;

    /// <summary>Its requests give way to interactive ones, whatever they say themselves.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Whether its conversations stay with their route where they say nothing; null: where there is one.</summary>
    public bool? IsSticky { get; init; }

    /// <summary>How long its requests wait for quota where they say nothing; null: as long as the server says.</summary>
    public TimeSpan? MaxWait { get; init; }
}
