using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Reference;

namespace Gratis.Gateway.Tests.Configuration;

/// <summary>Looks into the echo of a config by key path.</summary>
internal static class Echo
{
    public static string? Value(ConfigReading reading, string key)
    {
        System.Text.Json.Nodes.JsonNode? node = ConfigEcho.Of(reading.Config, reading.Tree).Config;
        foreach (var name in key.Split('.'))
            node = node?[name];
        return node?.ToString();
    }

    public static string Layer(ConfigReading reading, string key) => ConfigEcho.Of(reading.Config, reading.Tree).Sources[key].Layer;
}
