namespace Gratis.Upstream.Verdicts;

/// <summary>What an upstream answer means.</summary>
public enum Verdict
{
    /// <summary>A usable answer.</summary>
    Served,

    /// <summary>Too fast: the same call is welcome again after a short while.</summary>
    RateLimited,

    /// <summary>A quota is used up until its reset.</summary>
    QuotaSpent,

    /// <summary>The provider wants money for this call.</summary>
    PaymentWanted,

    /// <summary>The credential is wrong, revoked or not allowed.</summary>
    KeyRefused,

    /// <summary>The provider does not, or no longer, serve this model.</summary>
    ModelGone,

    /// <summary>The request itself was refused; another route may take it, the same one will not.</summary>
    Refused,

    /// <summary>The request does not fit this route's window.</summary>
    TooLong,

    /// <summary>A content filter refused the request or the answer.</summary>
    Filtered,

    /// <summary>The upstream failed: 5xx, an error inside a 200, a cut stream.</summary>
    Broken,

    /// <summary>No substantive byte, or no next byte, in time.</summary>
    Timeout,

    /// <summary>No connection: DNS, TCP or TLS.</summary>
    Unreachable,

    /// <summary>An answer that is no answer: HTML, truncated JSON, empty content.</summary>
    InvalidAnswer,

    /// <summary>The client went away; says nothing about the upstream.</summary>
    Cancelled,
}
