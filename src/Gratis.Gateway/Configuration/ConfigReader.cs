using System.Collections.Immutable;
using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Checks;
using Gratis.Gateway.Configuration.Edits;
using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration;

/// <summary>
/// Texts and environment in, config or problems out; touches no disk. In this order: <c>.env</c>, YAML with its references, the owner's
/// changes over it, environment over both, binding, then the checks that need to see the whole.
/// </summary>
internal sealed class ConfigReader(ConfigKnowledge knowledge)
{
    public ConfigReading Read(SourceText? file, SourceText? dotEnv, IReadOnlyDictionary<string, string> process) => Read(file, dotEnv, process, []);

    /// <summary>The same with what the owner changed over the API.</summary>
    public ConfigReading Read(SourceText? file, SourceText? dotEnv, IReadOnlyDictionary<string, string> process, ImmutableArray<ConfigEdit> edits)
    {
        var problems = new Problems();
        var environment = new ConfigEnvironment(process, dotEnv is null ? ImmutableDictionary<string, DotEnvValue>.Empty : DotEnv.Parse(dotEnv.Text, dotEnv.Name, problems));
        var isReadable = TryReadFile(file, environment, problems, out var written);
        var (changed, lapsed) = EditOverlay.Apply(written, edits);
        var tree = new EnvironmentOverlay(environment, knowledge, problems).Apply(changed);
        var binder = new Binder(problems);
        var config = (GatewayConfig)binder.Bind(ShapeReader.Root, tree, "");
        foreach (var provider in config.Providers.Values)
            provider.IsAddressVouched = (binder.NodeOf(provider) as MapNode)?.Find("base_url")?.Origin.Layer != ConfigLayer.Api;

        // In a file that could not be read everything seems to be missing.
        if (isReadable)
            ConfigChecks.Run(new CheckContext(config, tree, binder, knowledge, problems));
        return new ConfigReading(config, tree, environment, problems.Errors, problems.Warnings) { Written = written, Lapsed = lapsed };
    }

    private static bool TryReadFile(SourceText? file, ConfigEnvironment environment, Problems problems, out MapNode written)
    {
        written = new MapNode(default, []);
        if (file is null)
            return true;
        var start = new Origin(ConfigLayer.File, file.Name, 1, 1);
        if (!YamlComposer.TryCompose(file.Text, start, environment.Get, problems, out var root))
            return false;
        if (root is not (null or MapNode or ScalarNode { IsAbsent: true }))
            problems.Error(root.Origin, "", $"The config must be a mapping of sections (server, providers, ...), not {ScalarBinder.KindOf(root)}.");
        written = root as MapNode ?? new MapNode(start, []);
        return true;
    }
}
