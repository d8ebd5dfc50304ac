using System.Text.Json;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;

namespace Gratis.Console.Tests.Worlds;

/// <summary>A config that knows of simulated providers what their owner would: address, keys, limits, models.</summary>
internal static class SimulatedConfig
{
    /// <param name="host">Where they listen.</param>
    /// <param name="providers">What they are.</param>
    /// <param name="more">More of the config, as YAML.</param>
    public static string Of(SimulatorHost host, IReadOnlyList<ProviderSpec> providers, string more)
    {
        // JSON is YAML, and quotes whatever a name holds.
        var named = providers.ToDictionary(spec => spec.Id, spec => new
        {
            base_url = host.World.Provider(spec.Id).UrlBelow(host.BaseAddress),
            api_keys = spec.Accounts.Select(account => account.Key),
            limits = Limits(spec.Limits),
            models = spec.Models.Select(Model),
        });
        return $"providers: {JsonSerializer.Serialize(named)}\n{more}";
    }

    private static Dictionary<string, object> Model(ModelSpec spec) => new()
    {
        ["id"] = spec.Id,
        ["kind"] = spec.Kind switch { ModelKind.Embedding => "embedding", ModelKind.Rerank => "rerank", _ => "chat" },
        ["free"] = spec.IsFree,
        ["context"] = spec.Context,
        ["max_output"] = spec.MaxOutput,
        ["tools"] = spec.Tools,
        ["vision"] = spec.Vision,
        ["reasoning"] = spec.Reasoning,
        ["structured_output"] = spec.StructuredOutput,
        ["price"] = new { input = spec.InputPrice, output = spec.OutputPrice },
        ["limits"] = Limits(spec.Limits),
    };

    private static Dictionary<string, object> Limits(IReadOnlyList<LimitSpec> specs)
    {
        var limits = specs.ToDictionary(limit => limit.Name, object (limit) => limit.Amount);
        if (specs.FirstOrDefault(limit => limit.Clock == LimitClock.Fixed) is { } calendar)
            limits["reset"] = calendar.Zone;
        return limits;
    }
}
