using System.Text.Json;
using Gratis.Gateway.Configuration.Reference;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class EchoTests
{
    [Theory]
    [InlineData("server.host", "127.0.0.1", "default")]
    [InlineData("server.port", "1", "file")]
    [InlineData("server.max_attempts", "2", ".env")]
    [InlineData("server.max_wait_seconds", "3", "env")]
    [InlineData("providers.groq.api_key", "••••alue", "file")]
    [InlineData("providers.groq.limits.rpm", "9", "file")]
    [InlineData("discovery.interval", "6h", "default")]
    public void Every_value_is_shown_with_the_layer_that_said_it(string key, string value, string layer)
    {
        var reading = Reading.Of(
            "server: {port: 1}\nproviders: {groq: {api_key: ${KEY}, limits: {rpm: 9}}}",
            "GRATIS__SERVER__MAX_ATTEMPTS=2",
            ("GRATIS__SERVER__MAX_WAIT_SECONDS", "3"),
            ("KEY", "a-long-key-value"));

        reading.Errors.ShouldBeEmpty();
        Echo.Value(reading, key).ShouldBe(value);
        Echo.Layer(reading, key).ShouldBe(layer);
    }

    [Fact]
    public void A_value_made_from_a_variable_names_it_and_its_place()
    {
        var reading = Reading.Of("providers:\n  groq:\n    api_key: ${KEY}", null, ("KEY", "v"));

        var source = ConfigEcho.Of(reading.Config, reading.Tree).Sources["providers.groq.api_key"];

        source.At.ShouldBe("gratis.yaml:3:14");
        source.Variables.ShouldBe(["KEY"]);
    }

    [Fact]
    public void The_echo_is_plain_JSON_in_the_shape_of_the_file()
    {
        var reading = Reading.Of("pools: {p: {strategy: round_robin, targets: [{model: groq/x, weight: 2}]}}\nauth: {client_keys: [{name: a, key: abc}]}");

        var json = JsonSerializer.SerializeToElement(ConfigEcho.Of(reading.Config, reading.Tree).Config);

        json.GetProperty("pools").GetProperty("p").GetRawText().ShouldBe("""{"strategy":"round_robin","targets":[{"model":"groq/x","weight":2}],"fallback":[],"allowed_fails":null,"cooldown_time":null}""");
        json.GetProperty("auth").GetProperty("client_keys")[0].GetProperty("name").GetString().ShouldBe("a");
        json.EnumerateObject().Select(section => section.Name)
            .ShouldBe(["server", "auth", "storage", "log", "providers", "favorite_free_models", "believed_free", "privacy", "pools", "spill", "discovery", "routing", "auto_route"]);
    }
}
