using System.Text.Json;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;
using Gratis.Simulator.Providers;

namespace Gratis.Console.Tests.Usage;

/// <summary>Requests of two clients at two providers, some of them days ago.</summary>
public sealed class UsedConsole : IAsyncLifetime
{
    internal ConsoleWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await ConsoleWorld.OfAsync(
            [new ProviderSpec("alpha", "openai") { Accounts = [new AccountSpec("alpha-key")], Models = [new ModelSpec("small"), new ModelSpec("large")] }, SmallQuotas.Paid],
            "auth: { client_keys: [ { name: laptop, key: laptop-key }, { name: phone, key: phone-key } ] }");
        foreach (var _ in Enumerable.Range(0, 3))
            (await AskAsync("laptop", "alpha/small")).ShouldBeServed();
        // Before anybody has signed in: no session lasts that long.
        World.Gateway.Time.Skip(TimeSpan.FromDays(3));
        (await AskAsync("phone", "alpha/large")).ShouldBeServed();
        (await AskAsync("phone", "alpha/small")).ShouldBeServed();
        (await AskAsync("laptop", "paid/cents")).ShouldBeServed();
        (await AskAsync("phone", "no-such-model")).ShouldBeError(404, "model_not_found");
        await Soon.ShouldBeAsync(async () => (await UsageAsync("7d")).GetProperty("totals").GetProperty("requests").GetInt64() == 7);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    internal Task<JsonElement> UsageAsync(string range, string by = "model") => World.ReadAsync($"/admin/api/usage?range={range}&by={by}");

    private Task<Reply> AskAsync(string client, string model) => World.Gateway.ChatAsync(model, ("Authorization", $"Bearer {client}-key"));
}
