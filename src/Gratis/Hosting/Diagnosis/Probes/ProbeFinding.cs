namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>What a probe found out.</summary>
internal enum ProbeOutcome
{
    /// <summary>It is there, or can do what was asked.</summary>
    Supported,

    /// <summary>It is unknown there, or cannot.</summary>
    Unsupported,

    /// <summary>Nothing, and so nothing follows from it.</summary>
    Inconclusive,

    /// <summary>It was not asked.</summary>
    NotAsked,
}

/// <summary>What a probe found out, and what was seen.</summary>
internal readonly record struct ProbeFinding(ProbeKind Kind, ProbeOutcome Outcome, string Detail)
{
    /// <summary>As answers spell the outcome.</summary>
    public string Spell() => Outcome switch
    {
        ProbeOutcome.Supported => "supported",
        ProbeOutcome.Unsupported => "unsupported",
        ProbeOutcome.Inconclusive => "inconclusive",
        _ => "not_probed",
    };
}

/// <summary>What came of asking one route, and how its provider's budget stands after that.</summary>
internal sealed record RouteProbes(IReadOnlyList<ProbeFinding> Findings, ProviderProbes Budget);
