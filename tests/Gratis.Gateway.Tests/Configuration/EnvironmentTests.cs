using Gratis.Catalog;
namespace Gratis.Gateway.Tests.Configuration;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData(null, null, null, 8000)]
    [InlineData("server: {port: 1}", null, null, 1)]
    [InlineData("server: {port: 1}", "GRATIS__SERVER__PORT=2", null, 2)]
    [InlineData("server: {port: 1}", "GRATIS__SERVER__PORT=2", "3", 3)]
    [InlineData("server: {port: 1}", null, "3", 3)]
    [InlineData(null, null, "3", 3)]
    [InlineData("server: {port: 1}", null, "", 1)]
    public void The_environment_wins_over_the_dot_env_file_which_wins_over_the_config(string? yaml, string? dotEnv, string? variable, int port) =>
        Reading.Valid(yaml, dotEnv, variable is null ? [] : [("GRATIS__SERVER__PORT", variable)]).Server.Port.ShouldBe(port);

    [Theory]
    [InlineData("X=from-dot-env", null, "from-dot-env")]
    [InlineData("X=from-dot-env", "from-env", "from-env")]
    [InlineData(null, "from-env", "from-env")]
    [InlineData("X=", null, "fallback")]
    [InlineData(null, null, "fallback")]
    public void A_reference_asks_the_environment_then_the_dot_env_file_then_its_default(string? dotEnv, string? variable, string key) =>
        Reading.Valid("providers: {groq: {api_key: ${X:-fallback}}}", dotEnv, variable is null ? [] : [("X", variable)]).Providers["groq"].ApiKey.ShouldBe(key);

    [Fact]
    public void A_reference_may_stand_anywhere_in_a_value_and_hold_what_YAML_would_trip_over()
    {
        var config = Reading.Valid("""
            server: { host: "${HOST}.example", allowed_hosts: [ ${A:-a.example}, b.example ] }
            storage: { postgres: ${DB:-Host=db;Password=p, q: [r] # s} }
            believed_free: [ $${NOT}, a$b, 'x-${HOST}-y' ]
            """, null, ("HOST", "gate"), ("DB", "Host=db; Password='x: #y, {z}'"));

        config.Server.Host.ShouldBe("gate.example");
        config.Server.AllowedHosts.ShouldBe(["a.example", "b.example"]);
        config.Storage.Postgres!.Reveal().ShouldBe("Host=db; Password='x: #y, {z}'");
        config.BelievedFree.ShouldBe(["${NOT}", "a$b", "x-gate-y"]);
    }

    [Fact]
    public void A_masked_reference_moves_no_column() =>
        Reading.Errors("server: { host: ${A:-b.example}, prot: 1 }").ShouldBe(["gratis.yaml:1:34: server.prot is not a known key. Did you mean port?"]);

    [Fact]
    public void A_list_leaves_out_what_is_not_set_and_says_so()
    {
        var reading = Reading.Of("providers: {groq: {api_keys: [${A}, ${B}]}}", null, ("B", "key-b"));

        reading.Config.Providers["groq"].ApiKeys.ShouldBe(["key-b"]);
        reading.Warnings.ShouldHaveSingleItem().ToString()
            .ShouldBe("gratis.yaml:1:31: providers.groq.api_keys[0] uses ${A}, which is not set in the environment or the .env file.");
    }

    [Fact]
    public void A_client_whose_key_is_not_set_is_left_out_and_named()
    {
        var reading = Reading.Of("auth: {client_keys: [{name: a, key: ${A}}, {name: b, key: bbb}]}");

        reading.Errors.ShouldBeEmpty();
        reading.Config.Auth.ClientKeys.ShouldHaveSingleItem().Name.ShouldBe("b");
        reading.Warnings.ShouldContain(warning => warning.Message == "auth.client_keys[0] is ignored: its key has no value.");
    }

    [Theory]
    [InlineData("MAX_CONCURRENT_REQUESTS", "5", "server.max_concurrent_requests", "5")]
    [InlineData("REQUEST_QUEUE_TIMEOUT_SECONDS", "2.5", "server.request_queue_timeout_seconds", "2.5")]
    [InlineData("MAX_ATTEMPTS", "3", "server.max_attempts", "3")]
    [InlineData("COOLDOWN_SECONDS", "90", "server.cooldown_seconds", "90")]
    [InlineData("SQLITE_BUSY_TIMEOUT_MS", "250", "storage.busy_timeout_ms", "250")]
    [InlineData("MODEL_REFRESH_TTL", "600", "discovery.interval", "10m")]
    [InlineData("AUTO_ENDPOINT_DIAGNOSIS_ENABLED", "false", "discovery.diagnosis.enabled", "false")]
    [InlineData("AUTO_ENDPOINT_DIAGNOSIS_INTERVAL_SECONDS", "3600", "discovery.diagnosis.interval", "1h")]
    [InlineData("AUTO_ENDPOINT_DIAGNOSIS_STARTUP_DELAY_SECONDS", "1", "discovery.diagnosis.start_delay_seconds", "1")]
    [InlineData("AUTO_ENDPOINT_MAINTENANCE_ENABLED", "0", "discovery.diagnosis.maintenance", "false")]
    [InlineData("ENDPOINT_DIAGNOSIS_SUPERVISOR_ENABLED", "true", "discovery.supervisor.enabled", "true")]
    [InlineData("ENDPOINT_DIAGNOSIS_SUPERVISOR_MODEL", "groq/x", "discovery.supervisor.model", "groq/x")]
    [InlineData("GRATIS_ADMIN_TOKEN", "short", "auth.admin_token", "••••")]
    [InlineData("GRATIS_POSTGRES", "Host=database-a", "storage.postgres", "••••se-a")]
    public void Names_people_know_from_elsewhere_work(string variable, string value, string key, string shown)
    {
        var reading = Reading.Of("discovery: {interval: 1d}", null, (variable, value));

        reading.Errors.ShouldBeEmpty();
        Echo.Value(reading, key).ShouldBe(shown);
        Echo.Layer(reading, key).ShouldBe("env");
    }

    [Fact]
    public void The_full_name_wins_over_an_alias() =>
        Reading.Valid("server: {max_attempts: 2}", null, ("MAX_ATTEMPTS", "3"), ("GRATIS__SERVER__MAX_ATTEMPTS", "4")).Server.MaxAttempts.ShouldBe(4);

    [Theory]
    [InlineData("GRATIS__PROVIDERS__GROQ__API_KEY", "abc: {x", "providers.groq.api_key")]
    [InlineData("GRATIS__PROVIDERS__GITHUB_MODELS__API_KEY", "abc: {x", "providers.github-models.api_key")]
    [InlineData("GRATIS__PROVIDERS__MY_OWN__API_KEY", "abc: {x", "providers.my-own.api_key")]
    [InlineData("gratis__providers__groq__api_key", "abc: {x", "providers.groq.api_key")]
    public void A_variable_reaches_any_provider_by_its_capitals(string variable, string value, string key)
    {
        var reading = Reading.Of("providers: {my-own: {base_url: http://127.0.0.1:1/v1}}", null, (variable, value));

        reading.Errors.ShouldBeEmpty();
        Echo.Layer(reading, key).ShouldBe("env");
    }

    [Fact]
    public void Lists_and_maps_are_set_by_commas_or_YAML_flow()
    {
        var config = Reading.Valid(
            "pools: {p: {targets: [{model: groq/x}]}}",
            null,
            ("GRATIS__DISCOVERY__PROVIDERS", "groq, openrouter"),
            ("GRATIS__FAVORITE_FREE_MODELS", "[a/b, 'c, d']"),
            ("GRATIS__POOLS__P__TARGETS", "[{model: groq/y, weight: 2}]"),
            ("GRATIS__PROVIDERS__MINE", "{base_url: 'http://127.0.0.1:1/v1', free: all}"),
            ("GRATIS__PROVIDERS__MINE__FREE", "none"));

        config.Discovery.Providers.ShouldBe(["groq", "openrouter"]);
        config.FavoriteFreeModels.ShouldBe(["a/b", "c, d"]);
        config.Pools["p"].Targets.ShouldHaveSingleItem().Model.ShouldBe("groq/y");
        config.Providers["mine"].Free.ShouldBe(Gratis.Catalog.FreeRule.None);
        config.Providers["mine"].BaseUrl.ShouldBe("http://127.0.0.1:1/v1");
    }

    [Theory]
    [InlineData("GRATIS__SERVER__PROT", "1", "environment variable GRATIS__SERVER__PROT: server has no key prot for GRATIS__SERVER__PROT to set. Did you mean port?")]
    [InlineData("GRATIS__SERVER__PORT", "http", "environment variable GRATIS__SERVER__PORT: server.port must be a whole number from 0 to 65535.")]
    [InlineData("MAX_ATTEMPTS", "0", "environment variable MAX_ATTEMPTS: server.max_attempts must be a whole number from 1 to 1000.")]
    [InlineData("GRATIS__SERVER__PORT__X", "1", "environment variable GRATIS__SERVER__PORT__X: server.port has nothing inside it for GRATIS__SERVER__PORT__X to set. Lists are set whole: a,b,c or YAML [a, b].")]
    [InlineData("GRATIS__SERVER", "1", "environment variable GRATIS__SERVER: server must be written in YAML flow syntax in GRATIS__SERVER: {key: value}.")]
    [InlineData("GRATIS__SERVER", "{port: 1", "environment variable GRATIS__SERVER: This is not valid YAML: While parsing a flow mapping, did not find expected ',' or '}'.")]
    public void A_wrong_variable_is_an_error_that_names_it(string variable, string value, string error) =>
        Reading.Errors("", (variable, value)).ShouldBe([error]);

    [Fact]
    public void A_file_that_cannot_be_read_is_the_only_error_even_if_a_variable_builds_on_it() =>
        Reading.Errors("providers: {mine: {base_url: 'http://127.0.0.1:1/v1'}", ("GRATIS__PROVIDERS__MINE__API_KEY", "k")).ShouldHaveSingleItem().ShouldContain("not valid YAML");

    [Fact]
    public void A_wrong_key_in_the_dot_env_file_is_told_with_its_line() =>
        Reading.Of(null, "# ours\n\nGRATIS__SERVER__PROT=1").Errors.ShouldHaveSingleItem().ToString().ShouldStartWith(".env:3:1: server has no key prot");
}
