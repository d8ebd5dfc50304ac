namespace Gratis.Gateway.Tests.Configuration;

public sealed class BadConfigTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        // Unknown keys
        { "providers:\n  groq:\n    api_kye: x", "gratis.yaml:3:5: providers.groq.api_kye is not a known key. Did you mean api_key?" },
        { "sever: {}", "gratis.yaml:1:1: sever is not a known key. Did you mean server?" },
        { "server:\n  prot: 1", "gratis.yaml:2:3: server.prot is not a known key. Did you mean port?" },
        { "server: {max-attempts: 3}", "gratis.yaml:1:10: server.max-attempts is not a known key. Did you mean max_attempts?" },
        { "server: {zzzzzzzzzz: 3}", "gratis.yaml:1:10: server.zzzzzzzzzz is not a known key." },
        { "providers: {groq: {models: [{id: a, contxt: 5}]}}", "gratis.yaml:1:37: providers.groq.models[0].contxt is not a known key. Did you mean context?" },
        { "discovery: {diagnosis: {intervall: 5}}", "gratis.yaml:1:25: discovery.diagnosis.intervall is not a known key. Did you mean interval?" },

        // Wrong types
        { "server: 5", "gratis.yaml:1:9: server must be a mapping of keys, not a single value." },
        { "server: [a]", "gratis.yaml:1:9: server must be a mapping of keys, not a list." },
        { "server: {port: abc}", "gratis.yaml:1:16: server.port must be a whole number from 0 to 65535, not 'abc'." },
        { "server: {port: 1.5}", "gratis.yaml:1:16: server.port must be a whole number from 0 to 65535, not '1.5'." },
        { "server: {port: true}", "gratis.yaml:1:16: server.port must be a whole number from 0 to 65535, not 'true'." },
        { "server: {port: [1]}", "gratis.yaml:1:16: server.port must be a whole number from 0 to 65535, not a list." },
        { "server: {port: {a: 1}}", "gratis.yaml:1:16: server.port must be a whole number from 0 to 65535, not a mapping." },
        { "server: {host: [a]}", "gratis.yaml:1:16: server.host must be text, not a list." },
        { "server: {release_slot_at_commit: maybe}", "gratis.yaml:1:34: server.release_slot_at_commit must be true or false, not 'maybe'." },
        { "providers: [groq]", "gratis.yaml:1:12: providers must be a mapping of names, not a list." },
        { "providers: {groq: abc}", "gratis.yaml:1:19: providers.groq must be a mapping of keys, not a single value." },
        { "believed_free: a/b", "gratis.yaml:1:16: believed_free must be a list, not a single value." },
        { "favorite_free_models: {a: b}", "gratis.yaml:1:23: favorite_free_models must be a list, not a mapping." },
        { "believed_free: [a/b, ]\nspill: {targets: [ ~ ]}", "gratis.yaml:2:20: spill.targets[0] is empty. Give it a value or remove it." },
        { "- a\n- b", "gratis.yaml:1:1: The config must be a mapping of sections (server, providers, ...), not a list." },
        { "just text", "gratis.yaml:1:1: The config must be a mapping of sections (server, providers, ...), not a single value." },

        // Ranges
        { "server: {port: 65536}", "gratis.yaml:1:16: server.port must be a whole number from 0 to 65535, not '65536'." },
        { "server: {port: -1}", "gratis.yaml:1:16: server.port must be a whole number from 0 to 65535, not '-1'." },
        { "server: {request_timeout_seconds: 0}", "gratis.yaml:1:35: server.request_timeout_seconds must be seconds or a span such as 30s or 2m above 0 and up to 86400 seconds, not '0'." },
        { "server: {idle_timeout_seconds: -3}", "gratis.yaml:1:32: server.idle_timeout_seconds must be seconds or a span such as 30s or 2m above 0 and up to 86400 seconds, not '-3'." },
        { "server: {connect_timeout_seconds: .inf}", "gratis.yaml:1:35: server.connect_timeout_seconds must be seconds or a span such as 30s or 2m above 0 and up to 86400 seconds, not '.inf'." },
        { "server: {max_concurrent_requests: 0}", "gratis.yaml:1:35: server.max_concurrent_requests must be a whole number from 1 to 1000000, not '0'." },
        { "server: {max_attempts: 99999999999999999999}", "gratis.yaml:1:24: server.max_attempts must be a whole number from 1 to 1000, not '99999999999999999999'." },
        { "pools: {p: {targets: [{model: groq/x, weight: -1}]}}", "gratis.yaml:1:47: pools.p.targets[0].weight must be a whole number from 0 to 1000000, not '-1'." },
        { "spill: {monthly_budget_usd: -5}", "gratis.yaml:1:29: spill.monthly_budget_usd must be a number from 0 to 1000000000, not '-5'." },
        { "discovery: {interval: 5s}", "gratis.yaml:1:23: discovery.interval must be a span such as 30s, 90m, 6h or 7d from 60 to 31536000 seconds, not '5s'." },
        { "discovery: {interval: 6 hours}", "gratis.yaml:1:23: discovery.interval must be a span such as 30s, 90m, 6h or 7d from 60 to 31536000 seconds, not '6 hours'." },
        { "providers: {groq: {limits: {rpm: 0}}}", "gratis.yaml:1:34: providers.groq.limits.rpm must be a whole number from 1 to 1000000000000, not '0'." },

        { "providers: {groq: {limits: {rpmo: 0}}}", "gratis.yaml:1:35: providers.groq.limits.rpmo must be a whole number from 1 to 1000000000000, not '0'." },
        { "providers: {groq: {limits: {tph: 1.5}}}", "gratis.yaml:1:34: providers.groq.limits.tph must be a whole number from 1 to 1000000000000, not '1.5'." },
        { "providers: {groq: {limits: {rmp: 5}}}", "gratis.yaml:1:29: providers.groq.limits.rmp is not a known key. Did you mean rpm?" },
        { "providers: {groq: {limits: {pacing: reserve, reserve_share: 1.2}}}", "gratis.yaml:1:61: providers.groq.limits.reserve_share must be a number from 0 to 1, not '1.2'." },
        { "auth: {client_keys: [{name: a, key: k-one, rpd: 0}]}", "gratis.yaml:1:49: auth.client_keys[0].rpd must be a whole number from 1 to 1000000000, not '0'." },
        { "auth: {client_keys: [{name: a, key: k-one, tpm: x}]}", "gratis.yaml:1:49: auth.client_keys[0].tpm must be a whole number from 1 to 1000000000000, not 'x'." },
        { "auth: {client_keys: [{name: a, key: k-one, tpd: -1}]}", "gratis.yaml:1:49: auth.client_keys[0].tpd must be a whole number from 1 to 1000000000000, not '-1'." },
        { "auth: {client_keys: [{name: a, key: k-one, concurrency: 0}]}", "gratis.yaml:1:57: auth.client_keys[0].concurrency must be a whole number from 1 to 1000000, not '0'." },
        { "auth: {client_keys: [{name: a, key: k-one, max_wait_seconds: -1}]}", "gratis.yaml:1:62: auth.client_keys[0].max_wait_seconds must be seconds or a span such as 30s or 2m from 0 to 86400 seconds, not '-1'." },

        // Whom a client may go to
        { "auth: {client_keys: [{name: a, key: k-one, providers: [groq, zhipoo]}]}", "gratis.yaml:1:62: auth.client_keys[0].providers[1] names no provider: there is no zhipoo. Did you mean zhipu?" },
        { "auth: {client_keys: [{name: a, key: k-one, avoid_providers: [olama]}]}", "gratis.yaml:1:62: auth.client_keys[0].avoid_providers[0] names no provider: there is no olama. Did you mean ollama?" },
        { "auth: {client_keys: [{name: a, key: k-one, regions: [europe]}]}", "gratis.yaml:1:54: auth.client_keys[0].regions[0] is no region: use two letters such as eu or us, global, or local." },
        { "auth: {client_keys: [{name: a, key: k-one, avoid_regions: [e1]}]}", "gratis.yaml:1:60: auth.client_keys[0].avoid_regions[0] is no region: use two letters such as eu or us, global, or local." },
        { "auth: {client_keys: [{name: a, key: k-one, privacy: none}]}", "gratis.yaml:1:53: auth.client_keys[0].privacy must be one of any, no_training, not 'none'." },
        { "privacy: strict", "gratis.yaml:1:10: privacy must be one of any, no_training, not 'strict'." },
        { "providers: {groq: {region: europe}}", "gratis.yaml:1:28: providers.groq.region is no region: use two letters such as eu or us, global, or local." },

        // Choices
        { "providers: {groq: {limits: {pacing: evenly}}}", "gratis.yaml:1:37: providers.groq.limits.pacing must be one of off, even, reserve, not 'evenly'. Did you mean even?" },
        { "auth: {client_keys: [{name: a, key: k-one, priority: backgruond}]}", "gratis.yaml:1:54: auth.client_keys[0].priority must be one of interactive, background, not 'backgruond'. Did you mean background?" },
        { "providers: {groq: {free: prise}}", "gratis.yaml:1:26: providers.groq.free must be one of price, all, none, suffix, list, not 'prise'. Did you mean price?" },
        { "pools: {p: {strategy: round-robin, targets: [{model: groq/x}]}}", "gratis.yaml:1:23: pools.p.strategy must be one of weighted, priority, ranked, round_robin, not 'round-robin'. Did you mean round_robin?" },
        { "providers: {groq: {models: [{id: a, kind: 1}]}}", "gratis.yaml:1:43: providers.groq.models[0].kind must be one of chat, embedding, rerank, not '1'." },

        // Duplicates, syntax, anchors
        { "server: {port: 1}\nserver: {port: 2}", "gratis.yaml:2:1: server is given twice; the first is in line 1. Keep one of them." },
        { "server:\n  port: 1\n  port: 2", "gratis.yaml:3:3: server.port is given twice; the first is in line 2. Keep one of them." },
        { "server: {port: *nowhere}", "gratis.yaml:1:16: server.port refers to an anchor that is not defined above it. Quote the value if the * belongs to it." },
        { "server: {}\n---\nserver: {}", "gratis.yaml:2:1: A second document begins here; the config is one document." },
        { "? [a, b]\n: 1", "gratis.yaml:1:3: has a key that is not a plain name." },
        { "server:\n  host: '${9LIVES}'", "gratis.yaml:2:9: server.host has a ${ that is not ${NAME} or ${NAME:-default}. Write $${ for a literal one." },

        // Required
        { "providers: {groq: {models: [{kind: chat}]}}", "gratis.yaml:1:29: providers.groq.models[0].id is missing." },
        { "pools: {p: {targets: [{weight: 1}]}}", "gratis.yaml:1:23: pools.p.targets[0].model is missing." },
        { "auth: {client_keys: [{name: a}]}", "gratis.yaml:1:22: auth.client_keys[0].key is missing." },

        // Providers
        { "providers: {Groq: {base_url: http://x/v1}}", "gratis.yaml:1:19: providers.Groq is not a provider id: use lower-case letters, digits, - _ and ." },
        { "providers: {a/b: {base_url: http://x/v1}}", "gratis.yaml:1:18: providers.a/b is not a provider id: use lower-case letters, digits, - _ and ." },
        { "providers: {free: {base_url: http://x/v1}}", "gratis.yaml:1:19: providers.free is not free to use: llmproxy, auto, free, gratis name virtual models. Choose another id." },
        { "providers: {llmproxy: {base_url: http://x/v1}}", "gratis.yaml:1:23: providers.llmproxy is not free to use: llmproxy, auto, free, gratis name virtual models. Choose another id." },
        { "providers: {grok: {api_key: x}}", "gratis.yaml:1:19: providers.grok.base_url is missing, and grok is no built-in provider. Did you mean groq?" },
        { "providers: {mine: {base_url: api.example/v1}}", "gratis.yaml:1:30: providers.mine.base_url must be an absolute http or https address, such as https://api.example/v1." },
        { "providers: {mine: {base_url: 'ftp://api.example/v1'}}", "gratis.yaml:1:30: providers.mine.base_url must be an absolute http or https address, such as https://api.example/v1." },
        { "providers: {mine: {base_url: 'https://me:pw@api.example/v1'}}", "gratis.yaml:1:30: providers.mine.base_url must not carry a user name or password. Use api_key or headers." },
        { "providers: {mine: {base_url: 'https://api.example/v1?key=1'}}", "gratis.yaml:1:30: providers.mine.base_url must end with its path: no ? and no #." },
        { "providers: {groq: {api_keys: [same-key, same-key]}}", "gratis.yaml:1:41: providers.groq.api_keys[1] is a key that is there already; each key is an account of its own." },
        { "providers: {mine: {base_url: http://x/v1, auth: header}}", "gratis.yaml:1:49: providers.mine.auth_name is missing: it names the header or parameter that carries the key." },
        { "providers: {groq: {headers: {'bad name': x}}}", "gratis.yaml:1:42: providers.groq.headers has a name or value that HTTP does not allow in a header." },
        { "providers: {groq: {limits: {reset: America/Los_Angles}}}", "gratis.yaml:1:36: providers.groq.limits.reset must be a time zone such as America/Los_Angeles, or rolling, not 'America/Los_Angles'. Did you mean America/Los_Angeles?" },
        { "providers: {groq: {models: [{id: a, limits: {reset: roling}}]}}", "gratis.yaml:1:53: providers.groq.models.a.limits.reset must be a time zone such as America/Los_Angeles, or rolling, not 'roling'. Did you mean rolling?" },
        { "providers: {groq: {models: [{id: a}, {id: a}]}}", "gratis.yaml:1:38: providers.groq.models has a twice. Keep one of them." },
        { "providers: {groq: {models: [{id: a, context: 10, max_output: 11}]}}", "gratis.yaml:1:29: providers.groq.models has a with a max_output larger than its context." },

        // Things that point nowhere
        { "pools: {p: {targets: [{model: grok/x}]}}", "gratis.yaml:1:23: pools.p.targets[0].model points nowhere: its provider is neither configured nor built in. Did you mean groq?" },
        { "pools: {p: {targets: [{model: gpt-5}]}}", "gratis.yaml:1:23: pools.p.targets[0].model must be a route: provider/model." },
        { "providers: {groq: {models: [{id: m-one}]}}\npools: {p: {targets: [{model: groq/m-onne}]}}", "gratis.yaml:2:23: pools.p.targets[0].model points nowhere: groq has no such model. Did you mean m-one?" },
        { "pools: {p: {targets: [{model: groq/x}], fallback: [paid-tool]}}", "gratis.yaml:1:52: pools.p.fallback[0] points nowhere: there is no such pool. Did you mean paid-tools?" },
        { "pools: {a: {fallback: [b]}, b: {fallback: [c]}, c: {fallback: [a]}}", "gratis.yaml:1:23: pools.a.fallback goes round in a circle: a -> b -> c -> a." },
        { "pools: {a: {fallback: [a]}}", "gratis.yaml:1:23: pools.a.fallback goes round in a circle: a -> a." },
        { "spill: {targets: [gpt-5-mini]}", "gratis.yaml:1:19: spill.targets[0] must be a route: provider/model." },
        { "auto_route: {classifier: nope/x}", "gratis.yaml:1:26: auto_route.classifier points nowhere: its provider is neither configured nor built in." },
        { "discovery: {providers: [openruter]}", "gratis.yaml:1:25: discovery.providers[0] names a provider that is neither configured nor built in. Did you mean openrouter?" },

        // Server and clients
        { "server: {host: 'not a host'}", "gratis.yaml:1:16: server.host must be an IP address or a host name." },
        { "server: {allowed_hosts: ['http://x']}", "gratis.yaml:1:26: server.allowed_hosts[0] must be a host name without scheme and port, such as gateway.example or *.example." },
        { "server: {allowed_origins: ['https://x/path']}", "gratis.yaml:1:28: server.allowed_origins[0] must be an origin without a path, such as https://app.example." },
        { "auth: {client_keys: [{name: a, key: k-one}, {name: a, key: k-two}]}", "gratis.yaml:1:45: auth.client_keys has two clients named a. Give each its own name." },
        { "auth: {client_keys: [{name: a, key: k-one}, {name: b, key: k-one}]}", "gratis.yaml:1:45: auth.client_keys gives b the same key as a. Give each its own key." },
        { "auth: {admin_token: k-one, client_keys: [{name: a, key: k-one}]}", "gratis.yaml:1:42: auth.client_keys gives a the admin token as its key. Give it one of its own." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_error_names_file_line_key_and_what_would_be_right(string yaml, string error) => Reading.Errors(yaml).ShouldBe([error]);

    [Theory]
    [InlineData("server: {port: 1", "gratis.yaml:2:1")]
    [InlineData("server:\n\tport: 1", "gratis.yaml:2:1")]
    [InlineData("server: \"open", "gratis.yaml:1")]
    [InlineData("a: b: c", "gratis.yaml:1:5")]
    [InlineData("believed_free: [a, b\nserver: {port: 1}\n", "gratis.yaml:1:")]
    [InlineData("server:\n  port: 1\n bad: 2", "gratis.yaml:3")]
    public void What_is_not_YAML_is_said_with_its_place(string yaml, string place)
    {
        var error = Reading.Errors(yaml).ShouldHaveSingleItem();

        error.ShouldStartWith(place);
        error.ShouldContain("not valid YAML");
    }

    [Fact]
    public void All_errors_are_told_at_once_in_the_order_of_the_file()
    {
        var errors = Reading.Errors("""
            server:
              prot: 1
              port: 70000
            providers:
              Bad Id: { base_url: nowhere }
            pools:
              p: { strategy: best, targets: [ { model: nowhere/x } ] }
            """);

        errors.Select(error => error.Split(':')[1]).ShouldBe(["2", "3", "5", "5", "7", "7"]);
    }

    [Fact]
    public void A_file_nested_without_end_is_refused() =>
        Reading.Errors("server: " + new string('[', 500) + new string(']', 500)).ShouldHaveSingleItem().ShouldContain("nested deeper");

    [Fact]
    public void An_anchor_cannot_contain_itself() => Reading.Errors("believed_free: &a [*a]").ShouldContain(error => error.Contains("anchor", StringComparison.Ordinal));

    [Fact]
    public void A_wrong_value_that_came_from_a_variable_is_not_repeated() =>
        Reading.Errors("server: {port: ${PORT}}", ("PORT", "hunter2")).ShouldBe(["gratis.yaml:1:16: server.port must be a whole number from 0 to 65535."]);
}
