using Gratis.Upstream.Verdicts;

namespace Gratis.Health;

/// <summary>Failures that climb one ladder together: strikes of one kind never count for another.</summary>
internal enum FailureKind
{
    /// <summary>No failure of the upstream: nothing is set aside.</summary>
    None,

    /// <summary>Rate limited, or a quota is spent.</summary>
    Quota,

    /// <summary>The provider wants money.</summary>
    Payment,

    /// <summary>The credential is refused.</summary>
    Key,

    /// <summary>The model is not, or no longer, served.</summary>
    Gone,

    /// <summary>No byte in time.</summary>
    Slow,

    /// <summary>Broken, unreachable, or an answer that is none.</summary>
    Faulty,
}

/// <summary>What kind of failure a verdict is.</summary>
internal static class FailureKinds
{
    extension(Verdict verdict)
    {
        /// <summary>The ladder this verdict climbs.</summary>
        public FailureKind FailureKind => verdict switch
        {
            Verdict.RateLimited or Verdict.QuotaSpent => FailureKind.Quota,
            Verdict.PaymentWanted => FailureKind.Payment,
            Verdict.KeyRefused => FailureKind.Key,
            Verdict.ModelGone => FailureKind.Gone,
            Verdict.Timeout => FailureKind.Slow,
            Verdict.Broken or Verdict.Unreachable or Verdict.InvalidAnswer => FailureKind.Faulty,
            _ => FailureKind.None,
        };

        /// <summary>A wall gets no call at all; anything else that fails is merely tried last.</summary>
        public bool IsWall =>
            verdict.FailureKind is FailureKind.Quota or FailureKind.Payment or FailureKind.Key or FailureKind.Gone;
    }
}
