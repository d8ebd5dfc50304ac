using System.Collections.Immutable;
using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Configuration.Reference;
using Gratis.Catalog;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Watching;

/// <summary>A config in force. <paramref name="File"/> is null when there is none and everything is at its default.</summary>
internal sealed record ConfigSnapshot(ConfigReading Reading, string? File, int Version, DateTimeOffset LoadedAt)
{
    public GatewayConfig Config => Reading.Config;

    /// <summary>The same for the engine.</summary>
    public GratisOptions Options { get; } = Reading.Config.ToOptions();

    /// <summary>The process's environment over the <c>.env</c> file: where keys of providers without an entry come from.</summary>
    public ConfigEnvironment Environment => Reading.Environment;

    public ImmutableArray<ConfigProblem> Warnings => Reading.Warnings;

    /// <summary>The config with secrets masked and the source of every value.</summary>
    public ConfigEcho Echo() => ConfigEcho.Of(Config, Reading.Tree);

    /// <summary>What an override remembers of the config's own value, to notice when the owner changes that.</summary>
    public string Fingerprint(params ReadOnlySpan<string> key) => KeyFingerprint.Of(Reading.Tree, key);

    /// <summary>Whether any provider can be called: else the gateway starts as a demo.</summary>
    public bool HasProviders(ConfigKnowledge knowledge) =>
        knowledge.Providers.Any(provider => HasKey(provider)) || Config.Providers.Any(provider => IsUsable(provider.Key, provider.Value, knowledge));

    private bool HasKey(KnownProvider provider) => provider.KeyVariables.Any(variable => Environment.Get(variable) is not null);

    private static bool IsUsable(string id, ProviderOptions provider, ConfigKnowledge knowledge) =>
        provider.ApiKey is not null || provider.ApiKeys.Count > 0 || provider.BaseUrl is not null || provider.Auth == AuthStyle.None
        || knowledge.Providers.Any(known => known.Id == id && known.KeyVariables.IsEmpty);
}

/// <summary>Why the last change of the files was not taken.</summary>
internal sealed record ConfigFailure(DateTimeOffset At, ImmutableArray<ConfigProblem> Errors);
