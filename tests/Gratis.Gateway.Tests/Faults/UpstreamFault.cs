using Gratis.Simulator.Faults;

namespace Gratis.Gateway.Tests.Faults;

/// <summary>One thing an upstream can do wrong, and what a client must see of it.</summary>
/// <param name="Name">How it reads.</param>
/// <param name="Spec">What the simulated provider does.</param>
/// <param name="Plain">What comes of a request for a whole answer; null where the fault is one of streams only.</param>
/// <param name="Stream">What comes of a request for a stream.</param>
internal sealed record UpstreamFault(string Name, FaultSpec Spec, Outcome? Plain, Outcome Stream)
{
    /// <summary>Whose manners the provider has.</summary>
    public string Kind { get; init; } = "openai";

    /// <summary>True: the gateway waits half a second for this provider, so that silence ends soon. All others have all the time a loaded machine needs.</summary>
    public bool Impatient { get; init; }

    /// <summary>What stands at the provider's address.</summary>
    public Door Door { get; init; }

    public UpstreamFault As(string kind) => this with { Name = $"{Name} ({kind})", Kind = kind };

    public UpstreamFault Hurried() => this with { Impatient = true };

    /// <summary>Every cell of the fault's row: the one for whole answers and the one for streams.</summary>
    public IEnumerable<FaultCell> Cells()
    {
        if (Plain is not null)
            yield return new FaultCell(this, Plain, IsStream: false);
        yield return new FaultCell(this, Stream, IsStream: true);
    }
}

/// <summary>What a gateway finds at an address.</summary>
internal enum Door
{
    /// <summary>The simulated provider.</summary>
    Open,

    /// <summary>Nobody listens there.</summary>
    Closed,

    /// <summary>It is dialled with TLS and does not speak it.</summary>
    WithoutTls,
}

/// <summary>One cell of the matrix. Each has a provider of its own, so that no cell inherits another's cooldowns.</summary>
internal sealed record FaultCell(UpstreamFault Fault, Outcome Outcome, bool IsStream)
{
    public string Name => (IsStream ? "stream: " : "whole: ") + Fault.Name;

    /// <summary>The provider's id.</summary>
    public string Provider { get; } = (IsStream ? "s-" : "w-") + string.Concat(Fault.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));

    public string Pool => "pool-" + Provider;

    public string Key => "s3cr3t-" + Provider;
}

/// <summary>What a client must see.</summary>
internal abstract record Outcome
{
    /// <summary>How many requests the faulty provider gets to see before the gateway turns to others first; null: all of them.</summary>
    public int? CallsBeforeRest { get; init; }

    /// <summary>The faulty provider's own answer, complete.</summary>
    public static Outcome Intact { get; } = new Intact();

    /// <summary>What had come of the faulty provider's answer, and then an explicit error.</summary>
    public static Outcome BrokenOff { get; } = new BrokenOff { CallsBeforeRest = 2 };

    /// <summary>The same, and nothing that speaks against the route.</summary>
    public static Outcome BrokenOffByChance { get; } = new BrokenOff { CallsBeforeRest = null };

    /// <summary>The faulty provider's own stream, complete, in which the model thought and said nothing.</summary>
    public static Outcome Silent { get; } = new Intact { SaysNothing = true };

    /// <summary>The next provider's answer, and why the faulty one's was none.</summary>
    public static Outcome Failover(string verdict) => new Failover(verdict)
    {
        // A refusal of the request says nothing about the route, and one passing fault is noise; whatever else failed once would fail again.
        CallsBeforeRest = verdict switch
        {
            "refused" or "too_long" or "filtered" => null,
            "broken" or "timeout" or "invalid_answer" => 2,
            _ => 1,
        },
    };

    /// <summary>The same for an answer that says itself how long the route rests, or one that says nothing about it (null).</summary>
    public static Outcome Failover(string verdict, int? callsBeforeRest) => new Failover(verdict) { CallsBeforeRest = callsBeforeRest };
}

internal sealed record Intact : Outcome
{
    public bool SaysNothing { get; init; }
}

internal sealed record BrokenOff : Outcome;

internal sealed record Failover(string Verdict) : Outcome;
