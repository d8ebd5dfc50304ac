using Gratis.AspNetCore.Accounts;
using Gratis.AspNetCore.Status;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Serving.Vault;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Composition;

namespace Gratis.Gateway.Serving;

/// <summary>The engine, and what it follows while it runs: the config, and the accounts in the vault.</summary>
internal sealed class EngineRoom : IAsyncDisposable
{
    private readonly EngineHouse _house;
    private readonly AccountVault _vault;
    private readonly VaultWatch _watch;
    private readonly AccountDesk _accounts;
    private readonly GatewayStatus _status;

    private EngineRoom(EngineHouse house, AccountVault vault, VaultWatch watch, AccountDesk accounts, GatewayStatus status)
    {
        (_house, _vault, _watch, _accounts, _status) = (house, vault, watch, accounts, status);
        Providers = [.. house.Keeper.Current.Providers.Select(provider => provider.Id)];
    }

    /// <summary>Who stands behind it at the start.</summary>
    public IReadOnlyList<string> Providers { get; }

    public static async Task<EngineRoom> OpenAsync(EngineRoomParts parts, CancellationToken cancel)
    {
        var vault = new AccountVault(parts.Books.Accounts, SecretSeals.For(parts.Config.Current.Config.Storage, parts.DataFolder), parts.Around.Time);
        try
        {
            await vault.RefreshAsync(cancel);
            return await OpenAsync(parts, vault, cancel);
        }
        catch
        {
            vault.Dispose();
            throw;
        }
    }

    public void AddTo(IServiceCollection services) => services
        .AddSingleton(_house.Engine).AddSingleton(_house.Keeper).AddSingleton(_house.Discovery).AddSingleton(_house.Diagnosis).AddSingleton(_house.Tester)
        .AddSingleton(_accounts).AddSingleton(_status);

    /// <summary>The first look at what the providers have.</summary>
    public ValueTask LookAroundAsync(CancellationToken cancel) => _house.LookAroundAsync(cancel);

    /// <summary>The accounts were changed by way of another replica.</summary>
    public Task TakeUpAccountsAsync(CancellationToken cancel) => _vault.RefreshAsync(cancel).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _house.DisposeAsync();
        _vault.Dispose();
    }

    private static async Task<EngineRoom> OpenAsync(EngineRoomParts parts, AccountVault vault, CancellationToken cancel)
    {
        var (config, books, around, logs) = (parts.Config, parts.Books, parts.Around, parts.Logs);
        VaultWatch.Report(vault.Current, logs.CreateLogger<VaultWatch>());
        var status = new GatewayStatus { ReadConfigErrors = () => config.LastError?.Errors.Select(error => error.ToString()).ToArray() ?? [] };
        var lineup = new Lineup(parts.Knowledge, parts.IsDemo, around.Time, status, parts.Log);
        var edges = new HouseEdges(around.Time, around.Chance, logs, "gratis/" + GatewayVersion.Text) { CreateHandler = lineup.HandlerFor };
        var house = await EngineHouse.OpenAsync(parts.Facts, books.Engine, edges, lineup.RequestFor(config.Current, vault.Current), cancel);
        books.Requests.Follow(house.Engine.Log);
        house.Engine.Log.KeepsBodies = config.Current.Config.Log.Bodies;

        var turns = new Lock();
        config.Changed += changed =>
        {
            Follow();
            books.Requests.Configure(changed.Config.Log.ToOptions());
            house.Engine.Log.KeepsBodies = changed.Config.Log.Bodies;
        };
        vault.Changed = Follow;
        var accounts = new AccountDesk(parts.Facts, () => new CatalogRequest(config.Current.Options, config.Current.Environment.Get), vault);
        return new EngineRoom(house, vault, VaultWatch.Start(vault, around.Time, logs.CreateLogger<VaultWatch>()), accounts, status);

        void Follow()
        {
            // Whoever comes last finds what both the config and the vault have by then.
            lock (turns)
                house.Configure(lineup.RequestFor(config.Current, vault.Current));
        }
    }
}

/// <summary>What an engine room is made of.</summary>
internal sealed record EngineRoomParts(
    BuiltInFacts Facts, ConfigKnowledge Knowledge, ConfigSource Config, GatewayBooks Books, string DataFolder, bool IsDemo, Surroundings Around, ILoggerFactory Logs,
    StartLog Log);
