namespace Gratis.Simulator.Faults;

/// <summary>Which requests a fault meets.</summary>
public enum FaultTarget
{
    /// <summary>Calls to models.</summary>
    Calls,

    /// <summary>Model lists and other reads.</summary>
    Lists,

    /// <summary>Both.</summary>
    All,
}
