using Gratis.Simulator.Faults;
using Gratis.Simulator.Limits;

namespace Gratis.Simulator.Personalities;

/// <summary>Why a provider does not answer.</summary>
internal enum RefusalReason
{
    /// <summary>No key was sent.</summary>
    MissingKey,

    /// <summary>The key is wrong or revoked.</summary>
    BadKey,

    /// <summary>The model costs money and the account does not pay.</summary>
    PaymentRequired,

    /// <summary>A model of that name never was.</summary>
    ModelUnknown,

    /// <summary>The model was withdrawn.</summary>
    ModelRemoved,

    /// <summary>The model cannot do what is asked; the detail names the capability.</summary>
    Unsupported,

    /// <summary>More tokens than the model's window.</summary>
    TooLong,

    /// <summary>More tokens than the limit's whole window.</summary>
    TooLarge,

    /// <summary>A limit has no room.</summary>
    LimitHit,

    /// <summary>The model is full for everybody.</summary>
    Overloaded,

    /// <summary>The provider failed.</summary>
    ServerError,

    /// <summary>The request makes no sense; the detail says why.</summary>
    BadRequest,

    /// <summary>A parameter this provider does not take; the detail names it.</summary>
    UnknownParameter,

    /// <summary>No such endpoint.</summary>
    NotFound,
}

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

/// <summary>What an error body says, before a personality gives it its shape.</summary>
internal sealed record ErrorText(int Status, string Message, string? Type = null, string? Code = null, string? Param = null);
