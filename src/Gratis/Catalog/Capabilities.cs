namespace Gratis.Catalog;

/// <summary>What a request may need of a model beyond text.</summary>
[Flags]
internal enum Capability
{
    None = 0,
    Tools = 1,
    Vision = 2,
    Audio = 4,
    StructuredOutput = 8,
    Reasoning = 16,
    WebSearch = 32,
}

/// <summary>Three-valued claims: supported, unsupported, or nobody knows.</summary>
internal readonly record struct CapabilitySet(Capability Supported, Capability Unsupported)
{
    /// <summary>What of <paramref name="needed"/> is known to be missing; an unknown claim never counts against a route.</summary>
    public Capability Missing(Capability needed) => needed & Unsupported;

    /// <summary>These claims where <paramref name="stronger"/> says nothing.</summary>
    public CapabilitySet Under(CapabilitySet stronger) => new(
        stronger.Supported | (Supported & ~stronger.Unsupported), stronger.Unsupported | (Unsupported & ~stronger.Supported));

    public CapabilitySet With(Capability capability, bool? claim) => claim switch
    {
        true => new(Supported | capability, Unsupported & ~capability),
        false => new(Supported & ~capability, Unsupported | capability),
        null => this,
    };
}

/// <summary>The capabilities' names in configs, headers and errors.</summary>
internal static class CapabilityNames
{
    private static readonly (Capability Flag, string Name)[] All =
    [
        (Capability.Tools, "tools"),
        (Capability.Vision, "vision"),
        (Capability.Audio, "audio"),
        (Capability.StructuredOutput, "structured_output"),
        (Capability.Reasoning, "reasoning"),
        (Capability.WebSearch, "web_search"),
    ];

    /// <summary>Every capability and its name.</summary>
    public static ReadOnlySpan<(Capability Flag, string Name)> Each => All;

    /// <summary>The name of one capability.</summary>
    public static string NameOf(Capability capability) => Array.Find(All, known => known.Flag == capability).Name;

    /// <summary>The capability of a name; none for any other word.</summary>
    public static Capability Parse(string name)
    {
        foreach (var (flag, known) in All)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
                return flag;
        }

        return Capability.None;
    }

    public static IReadOnlyList<string> NamesOf(Capability capabilities)
    {
        var names = new List<string>();
        foreach (var (flag, name) in All)
        {
            if (capabilities.HasFlag(flag))
                names.Add(name);
        }

        return names;
    }
}
