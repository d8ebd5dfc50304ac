using System.Text.Json;
using Gratis.Gateway.Configuration.Reference;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class SecretLeakTests
{
    // Every place for a secret, a few mistakes around it, and the same value pasted where it does not belong.
    private static readonly string[] Templates =
    [
        "auth: {admin_token: '#'}\nserver: {prot: 1}",
        "auth: {admin_token: ['#']}",
        "auth: {admin_token: {a: '#'}}",
        "auth: '#'",
        "auth: ['#']",
        "auth: {client_keys: '#'}",
        "auth: {client_keys: ['#']}",
        "auth: {client_keys: [{name: a, key: '#', rpm: x}, {name: b, key: '#'}]}",
        "auth: {client_keys: [{name: a, key: ['#']}]}",
        "storage: {postgres: '#', busy_timeout_ms: '#'}",
        "storage: '#'",
        "providers: '#'",
        "providers: {groq: '#'}",
        "providers: {groq: ['#']}",
        "providers: {groq: {api_key: '#', api_kye: '#'}}",
        "providers: {groq: {api_key: ['#']}}",
        "providers: {groq: {api_keys: '#'}}",
        "providers: {groq: {api_keys: {a: '#'}}}",
        "providers: {groq: {api_keys: ['#', '#']}}",
        "providers: {groq: {api_key: '#', free: '#', limits: {rpm: '#', reset: '#'}, local: '#'}}",
        "providers: {groq: {api_key: '#', base_url: '#'}}",
        "providers: {groq: {api_key: '#', base_url: 'https://u:#@h/v1'}}",
        "providers: {groq: {api_key: '#', base_url: 'https://h/v1?key=#'}}",
        "providers: {groq: {headers: {authorization: '#', 'bad name': '#'}}}",
        "providers: {groq: {api_key: '#'}}\npools: {p: {targets: [{model: '#'}], fallback: ['#']}}",
        "providers: {groq: {api_key: '#'}}\nspill: {targets: ['#', '#/x']}",
        "providers: {groq: {api_key: '#'}}\ndiscovery: {providers: ['#'], interval: '#'}",
        "auth: {admin_token: '#', client_keys: [{name: '#', key: '#'}]}",
        "auth: {admin_token: '#', client_keys: [{name: '#', key: a1}, {name: '#', key: a2}]}",
        "auth: {admin_token: '#'}\nserver: {host: '#', port: '#', allowed_hosts: ['#'], allowed_origins: ['#'], release_slot_at_commit: '#'}",
        "auth: {admin_token: *#}",
        "auth: {admin_token: !# 1, x: [}",
        "auth: {admin_token: \"#",
        "auth: {admin_token: '#'\nserver: {}",
        "auth:\n\tadmin_token: #",
        "'#'",
        "- '#'",
        "auth: {admin_token: ${T}, client_keys: [{name: a, key: ${T}}]}\nserver: {port: ${T}, host: ${T}}\nproviders: {groq: {free: ${T}}}",
    ];

    public static TheoryData<string> All => [.. Templates];

    [Theory]
    [MemberData(nameof(All))]
    public void No_message_and_no_echo_ever_carries_a_secret(string template)
    {
        var random = new Random(20261121);
        for (var round = 0; round < 20; round++)
        {
            var secret = NewSecret(random);
            var yaml = template.Replace("#", secret, StringComparison.Ordinal);

            // Every other round the file stands alone, so that nothing else has told the reader what is secret.
            var reading = round % 2 == 0
                ? Reading.Of(yaml, $"GRATIS__STORAGE__POSTGRES={secret}\n{secret}", ("T", secret), ("GRATIS__SERVER__PORT", secret))
                : Reading.Of(yaml, null, ("T", secret));

            foreach (var problem in reading.Errors.Concat(reading.Warnings))
                problem.ToString().ShouldNotContain(secret);
            reading.ToString().ShouldNotContain(secret);
        }
    }

    [Fact]
    public void The_echo_masks_every_secret()
    {
        const string secret = "planted-secret-value-42";
        var reading = Reading.Of($$"""
            auth: { admin_token: {{secret}}, client_keys: [ { name: a, key: {{secret}}-1 } ] }
            storage: { postgres: {{secret}} }
            providers: { groq: { api_key: {{secret}}, api_keys: [ {{secret}}-2 ], headers: { X-Key: {{secret}} } } }
            """);
        reading.Errors.ShouldBeEmpty();

        var json = JsonSerializer.Serialize(ConfigEcho.Of(reading.Config, reading.Tree));

        json.ShouldNotContain("planted");
        JsonDocument.Parse(json).RootElement.GetProperty("Config").GetProperty("auth").GetProperty("admin_token").GetString().ShouldBe("••••e-42");
    }

    private static string NewSecret(Random random)
    {
        const string letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_";
        var prefix = new[] { "sk-", "gsk_", "AIza", "tok" }[random.Next(4)];
        return prefix + new string([.. Enumerable.Range(0, random.Next(8, 40)).Select(_ => letters[random.Next(letters.Length)])]);
    }
}
