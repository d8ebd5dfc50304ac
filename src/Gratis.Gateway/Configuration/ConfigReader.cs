using System.Collections.Immutable;
using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Checks;
using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration;

/// <summary>
/// Texts and environment in, config or problems out; touches no disk. In this order: <c>.env</c>, YAML with its references,
/// environment over it, binding, then the checks that need to see the whole.
/// </summary>
internal sealed class ConfigReader(ConfigKnowledge knowledge)
{
    public ConfigReading Read(SourceText? file, SourceText? dotEnv, IReadOnlyDictionary<string, string> process)
    {
        var problems = new Problems();
        var environment = new ConfigEnvironment(process, dotEnv is null ? ImmutableDictionary<string, DotEnvValue>.Empty : DotEnv.Parse(dotEnv.Text, dotEnv.Name, problems));
        var written = ReadFile(file, environment, problems);
        var tree = new EnvironmentOverlay(environment, knowledge, problems).Apply(written ?? new MapNode(default, []));
        var binder = new Binder(problems);
        var config = (GatewayConfig)binder.Bind(ShapeReader.Root, tree, "");

        // In a file that could not be read everything seems to be missing.
        if (written is not null)
            ConfigChecks.Run(new CheckContext(config, tree, binder, knowledge, problems));
        return new ConfigReading(config, tree, environment, problems.Errors, problems.Warnings);
    }

    private static MapNode? ReadFile(SourceText? file, ConfigEnvironment environment, Problems problems)
    {
        if (file is null)
            return new MapNode(default, []);
        var start = new Origin(ConfigLayer.File, file.Name, 1, 1);
        if (!YamlComposer.TryCompose(file.Text, start, environment.Get, problems, out var root))
            return null;
        if (root is not (null or MapNode or ScalarNode { IsAbsent: true }))
            problems.Error(root.Origin, "", $"The config must be a mapping of sections (server, providers, ...), not {ScalarBinder.KindOf(root)}.");
        return root as MapNode ?? new MapNode(start, []);
    }
}
