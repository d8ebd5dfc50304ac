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
