using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;

namespace Gratis.Console.Tests.Worlds;

/// <summary>Two providers that give little each day, and one that is paid. Their day is half over whenever a test runs, so that none begins in the midst of it.</summary>
internal static class SmallQuotas
{
    public static ProviderSpec Alpha { get; } = new("alpha", "openai")
    {
        Accounts = [new AccountSpec("alpha-key")],
        Limits = [LimitSpec.Rpd(50, ZoneAtNoon), LimitSpec.Tpd(10_000, ZoneAtNoon)],
        Models = [new ModelSpec("small"), new ModelSpec("large")],
    };

    public static ProviderSpec Beta { get; } = new("beta", "openai")
    {
        Accounts = [new AccountSpec("beta-key")],
        Limits = [LimitSpec.Rpd(2, ZoneAtNoon)],
        Models = [new ModelSpec("only")],
    };

    public static ProviderSpec Paid { get; } = new("paid", "openai")
    {
        Accounts = [new AccountSpec("paid-key") { Pays = true }],
        Models = [new ModelSpec("cents") { InputPrice = 0.25m, OutputPrice = 2m }],
    };

    private static string ZoneAtNoon
    {
        get
        {
            // These zones are named after what has to be added to get to UTC.
            var behind = TimeProvider.System.GetUtcNow().Hour - 12;
            return behind == 0 ? "UTC" : $"Etc/GMT{(behind > 0 ? "+" : "")}{behind}";
        }
    }
}
