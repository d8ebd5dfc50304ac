using Gratis.Catalog;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>What one call to a route is to find out.</summary>
internal enum ProbeKind
{
    /// <summary>Whether it is there at all; the cheapest call there is.</summary>
    Ping,

    /// <summary>Whether it writes text.</summary>
    Text,

    /// <summary>Whether it calls the one of two functions that it must call.</summary>
    Tools,

    /// <summary>Whether it sees an image.</summary>
    Vision,

    /// <summary>Whether it keeps to a strict JSON schema.</summary>
    StructuredOutput,
}

/// <summary>The probes' names.</summary>
internal static class ProbeKinds
{
    /// <summary>What the owner may ask for.</summary>
    public static IReadOnlyList<ProbeKind> Askable { get; } = [ProbeKind.Text, ProbeKind.Tools, ProbeKind.Vision, ProbeKind.StructuredOutput];

    extension(ProbeKind kind)
    {
        /// <summary>The capability it is about; none where it is only about being there.</summary>
        public Capability Capability => kind switch
        {
            ProbeKind.Tools => Capability.Tools,
            ProbeKind.Vision => Capability.Vision,
            ProbeKind.StructuredOutput => Capability.StructuredOutput,
            _ => Capability.None,
        };

        /// <summary>As requests and answers spell it.</summary>
        public string Spell() => kind switch
        {
            ProbeKind.Ping => "ping",
            ProbeKind.Text => "text",
            _ => CapabilityNames.NameOf(kind.Capability),
        };
    }

    /// <summary>The probe of a name, ours or one that is usual elsewhere; null for any other word.</summary>
    public static ProbeKind? Parse(string? name) => name switch
    {
        "text" => ProbeKind.Text,
        "tools" or "tool-use" => ProbeKind.Tools,
        "vision" => ProbeKind.Vision,
        "structured_output" or "json-schema" => ProbeKind.StructuredOutput,
        _ => null,
    };
}
