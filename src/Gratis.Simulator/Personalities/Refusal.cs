using Gratis.Simulator.Faults;
using Gratis.Simulator.Limits;

namespace Gratis.Simulator.Personalities;

/// <summary>All a personality needs to refuse a call in its own way.</summary>
internal sealed record Refusal(RefusalReason Reason, DateTimeOffset Now)
{
    public string Model { get; init; } = "";

    public string Detail { get; init; } = "";

    public LimitHit? Limit { get; init; }

    public IReadOnlyList<LimitReading> Readings { get; init; } = [];

    public Hints Hints { get; init; } = Hints.All;

    /// <summary>The tokens asked for, and how many there may be.</summary>
    public long Tokens { get; init; }

    public long MostTokens { get; init; }

    /// <summary>A status the personality must use, e.g. 410 for a removed model; 0 leaves it to it.</summary>
    public int Status { get; init; }

    /// <summary>True when the account would pay but has no credit left.</summary>
    public bool OutOfCredit { get; init; }

    public bool HintInBody => Hints.HasFlag(Hints.Body);

    public bool HintInHeader => Hints.HasFlag(Hints.Header);

    /// <summary>Time until a retry fits.</summary>
    public TimeSpan Wait => Limit is null ? TimeSpan.FromSeconds(30) : Limit.NeverFits ? TimeSpan.FromDays(1) : Limit.RetryAt - Now;

    /// <summary>How books call this.</summary>
    public string Name => Reason switch
    {
        RefusalReason.MissingKey => "missing_key",
        RefusalReason.BadKey => "bad_key",
        RefusalReason.PaymentRequired => "payment",
        RefusalReason.ModelUnknown => "model_unknown",
        RefusalReason.ModelRemoved => "model_removed",
        RefusalReason.Unsupported => "unsupported",
        RefusalReason.TooLong => "too_long",
        RefusalReason.TooLarge => "too_large",
        RefusalReason.LimitHit => "limit:" + Limit!.Spec.Name,
        RefusalReason.Overloaded => "overloaded",
        RefusalReason.ServerError => "server_error",
        RefusalReason.BadRequest => "bad_request",
        RefusalReason.UnknownParameter => "unknown_parameter",
        _ => "not_found",
    };
}
