using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Providers;

namespace Gratis.Console.Tests.Log;

/// <summary>A log of more than one page, with something of every kind at its head.</summary>
public sealed class LoggedConsole : IAsyncLifetime
{
    /// <summary>What the page asks for at a time.</summary>
    internal const int Page = 200;

    /// <summary>Plain requests of one client, the oldest.</summary>
    private const int Plain = Page + 20;

    internal ConsoleWorld World { get; private set; } = null!;

    /// <summary>The id of the request that failed once before it was served.</summary>
    internal string Saved { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await ConsoleWorld.OfAsync(
            [
                new ProviderSpec("alpha", "openai") { Accounts = [new AccountSpec("alpha-key")], Models = [new ModelSpec("small"), new ModelSpec("large"), new ModelSpec("vectors") { Kind = ModelKind.Embedding }] },
                new ProviderSpec("beta", "openai") { Accounts = [new AccountSpec("beta-key")], Models = [new ModelSpec("only")] },
            ],
            """
            auth: { client_keys: [ { name: laptop, key: laptop-key }, { name: phone, key: phone-key } ] }
            pools: { team: { strategy: priority, targets: [ { model: alpha/small }, { model: beta/only } ] } }
            """);
        for (var i = 0; i < Plain; i++)
            (await AskAsync("laptop", "alpha/large")).ShouldBeServed();
        (await World.Gateway.PostAsync("/v1/embeddings", """{"model":"alpha/vectors","input":"words"}""", KeyOf("phone"))).ShouldBeServed();
        (await AskAsync("phone", "no-such-model")).ShouldBeError(404, "model_not_found");
        World.Providers.Faults.Add(new FaultSpec(FaultKind.Status) { Provider = "alpha", Model = "small", Status = 503 });
        Saved = (await AskAsync("phone", "team")).ShouldBeServed()["X-Gateway-Request-Id"]!;
        await Soon.ShouldBeAsync(async () => await CountAsync("") == Plain + 3);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    internal async Task<int> CountAsync(string filter) => (await World.ReadAsync($"/admin/api/requests?limit=1000{filter}")).GetProperty("requests").GetArrayLength();

    internal Task<Reply> AskAsync(string client, string model) => World.Gateway.ChatAsync(model, KeyOf(client));

    private static (string Name, string Value) KeyOf(string client) => ("Authorization", $"Bearer {client}-key");
}
