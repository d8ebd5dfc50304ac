using System.Collections.Immutable;
using Gratis.Gateway.Configuration.Edits;
using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration;

/// <summary>The outcome of reading a config: with errors the config is what could be made of the rest, and must not be used.</summary>
internal sealed record ConfigReading(
    GatewayConfig Config, MapNode Tree, ConfigEnvironment Environment, ImmutableArray<ConfigProblem> Errors, ImmutableArray<ConfigProblem> Warnings)
{
    public bool IsValid => Errors.IsEmpty;

    /// <summary>What the file itself says.</summary>
    public required MapNode Written { get; init; }

    /// <summary>The owner's changes over the API of which the file has had its own say since.</summary>
    public ImmutableArray<ConfigEdit> Lapsed { get; init; } = [];
}

/// <summary>A file's name as messages give it, and its content.</summary>
internal sealed record SourceText(string Name, string Text)
{
    // The text may carry keys.
    public override string ToString() => Name;
}
