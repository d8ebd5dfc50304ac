namespace Gratis.Upstream.Verdicts;

/// <summary>How far a verdict reaches: what has to be set aside because of it.</summary>
internal enum Reach
{
    /// <summary>Nothing beyond this request.</summary>
    Request,

    /// <summary>This model on this account: the default for a 429.</summary>
    AccountModel,

    /// <summary>Everything this account serves.</summary>
    Account,

    /// <summary>This model at this provider, whichever account asks.</summary>
    Route,

    /// <summary>The whole provider: it cannot be reached at all.</summary>
    Provider,
}

/// <summary>Who named the instant until which a route is set aside.</summary>
internal enum UntilSource
{
    /// <summary>Nobody: the cooldown ladder decides.</summary>
    Guess,

    /// <summary>A response header.</summary>
    Header,

    /// <summary>The error body.</summary>
    Body,
}

/// <summary>One upstream answer, judged.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="Reach">What it is about.</param>
/// <param name="Until">When it is worth asking again, where the upstream said so; already clamped.</param>
/// <param name="Source">Who said <paramref name="Until"/>.</param>
/// <param name="Detail">The upstream's own words, shortened and free of secrets; for people, never parsed again.</param>
/// <param name="Parameter">The request parameter the upstream refuses, where it named one: <c>logit_bias</c>, <c>messages[].name</c>.</param>
/// <param name="Capability">What the request needs and this route says it lacks (<c>tools</c>, <c>vision</c>, …).
/// Where it is set another route is the cure, and dropping <paramref name="Parameter"/> would change the answer.</param>
/// <param name="Limit">How many tokens fit, in the words of an upstream to which the request was too long; not yet believed.</param>
internal readonly record struct Judgement(
    Verdict Verdict,
    Reach Reach,
    DateTimeOffset? Until = null,
    UntilSource Source = UntilSource.Guess,
    string? Detail = null,
    string? Parameter = null,
    string? Capability = null,
    int? Limit = null);
