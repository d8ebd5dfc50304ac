using Gratis.Gateway.Pool.Formats;
using Gratis.Gateway.Pool.Scores;

namespace Gratis.Gateway.Pool;

/// <summary>What the command line asked of <c>pool generate</c>, or of <c>pool table</c>, which heeds less of it.</summary>
/// <param name="Source">Where the list comes from.</param>
/// <param name="Target">Where the pool goes.</param>
internal sealed record PoolRequest(PoolSource Source, Target Target)
{
    public PoolFormatName Format { get; init; } = PoolFormatName.LiteLlm;

    public PoolProfile Profile { get; init; } = PoolProfile.Ours;

    public int Size { get; init; } = 10;

    /// <summary>A file of models to keep out.</summary>
    public string? Blocklist { get; init; }

    /// <summary>A config whose blocklist counts too.</summary>
    public string? Config { get; init; }

    /// <summary>A data folder whose evidence counts too.</summary>
    public string? Data { get; init; }

    /// <summary>A paid model to fall back on, in a new LiteLLM config.</summary>
    public string? Paid { get; init; }

    /// <summary>In place of the pool or the diff: a summary for people.</summary>
    public bool IsSummary { get; init; }

    /// <summary>In place of the pool or the diff: a report for programs.</summary>
    public bool IsJson { get; init; }
}

/// <summary>Where something that is generated goes.</summary>
/// <param name="Into">A file; null: standard output.</param>
/// <param name="IsApplied">It is written; else only told what would change.</param>
internal sealed record Target(string? Into = null, bool IsApplied = false);
