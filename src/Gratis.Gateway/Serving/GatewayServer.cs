using System.Collections.Immutable;
using Gratis.AspNetCore;
using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Configuration;
using Gratis.AspNetCore.Sessions;
using Gratis.AspNetCore.Upkeep;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Backup;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Edits;
using Gratis.Gateway.Configuration.Reference;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Hosting.Catalogue;
using Gratis.Postgres.Stores;
using Gratis.Stores;

namespace Gratis.Gateway.Serving;

/// <summary>
/// The running gateway, put together in the order in which one may refuse to go on:
/// (1) config, (2) books in the data folder, (3) who may do what, (4) providers, real or simulated, (5) engine, (6) listening.
/// </summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly Stack<object> _owned = new();
    private WebApplication? _app;

    private GatewayServer()
    {
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    /// <summary>Starts; null when something cannot be used, and then what and why stands in the log.</summary>
    public static async Task<GatewayServer?> StartAsync(ServeRequest request, Surroundings around, CancellationToken cancel)
    {
        var server = new GatewayServer();
        var logs = server.Own(GatewayLogging.Create(around));
        var log = new StartLog(logs.CreateLogger("Gratis"));
        try
        {
            if (await server.TryStartAsync(request, around, logs, log, cancel))
                return server;
        }
        catch (StorageException unusable)
        {
            log.CannotStart(unusable.Message);
        }
        catch (IOException occupied) when (occupied.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            log.CannotStart($"{occupied.Message} Stop the other program, or choose another port with --port.");
        }

        await server.DisposeAsync();
        return null;
    }

    public Task WaitForShutdownAsync(CancellationToken cancel) => _app!.WaitForShutdownAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        while (_owned.TryPop(out var owned))
        {
            if (owned is IAsyncDisposable late)
                await late.DisposeAsync();
            else
                ((IDisposable)owned).Dispose();
        }
    }

    private async Task<bool> TryStartAsync(ServeRequest request, Surroundings around, ILoggerFactory logs, StartLog log, CancellationToken cancel)
    {
        var facts = BuiltInFacts.Load();
        var knowledge = KnownThings.From(facts);
        if (OpenConfig(request, around, knowledge, logs, log) is not { } config)
            return false;

        var address = new ListenAddress(request.Host ?? config.Current.Config.Server.Host, request.Port ?? config.Current.Config.Server.Port);
        var data = DataFolder.Find(request.Data, around.WorkingDirectory, around.Environment);
        if (RestoreAtStart.Apply(data, around.Time.GetUtcNow()) is { } aside)
            log.Restored(aside);
        var books = Own(await GatewayBooks.OpenAsync(data, config.Current.Config, around, logs, cancel));

        var desk = Own(await ConfigDesk.OpenAsync(config, new ConfigEditStore(books.Settings), around.Time, logs.CreateLogger<ConfigDesk>(), cancel));
        var admin = await AdminToken.FindAsync(config.Current.Config.Auth, books.Settings, around.Terminal, cancel);
        var rules = new AccessRules(address, () => admin.Generated, books.Quotas, facts);
        var access = new AccessControl(rules.For(config.Current.Config));
        var door = Own(await OwnerDoor.OpenAsync(admin, access, rules, books, config, around, logs, cancel));
        var issued = Own(new IssuedKeys(books.ClientKeys, access, books.Quotas, around.Time));
        await issued.LoadAsync(cancel);
        if (AccessRules.RefusalToStart(access.Current, address) is { } refusal)
        {
            log.CannotStart(refusal);
            return false;
        }

        config.Changed += changed => access.Configure(rules.For(changed.Config));
        var room = Own(await EngineRoom.OpenAsync(new EngineRoomParts(facts, knowledge, config, books, data, request.Demo, around, logs, log), cancel));
        config.Watch();
        books.Others?.Start(new Dictionary<string, Func<CancellationToken, Task>>
        {
            [Notice.OfSetting(OwnerEdits.RoutePrefix)] = stop => books.Edits.ReloadAsync(stop).AsTask(),
            [Notice.OfSetting(OwnerEdits.OrderKey)] = stop => books.Edits.ReloadAsync(stop).AsTask(),
            [Notice.OfSetting(OwnerEdits.FavoritesKey)] = stop => books.Edits.ReloadAsync(stop).AsTask(),
            [Notice.OfSetting(ConfigEditStore.Key)] = stop => desk.ReloadAsync(stop).AsTask(),
            [Notice.OfSetting(StoredSessions.Key)] = door.RefreshAsync,
            [Notice.OfSetting(AdminToken.SettingKey)] = door.RefreshAsync,
            [Notice.ClientKeys] = issued.ReloadAsync,
            [Notice.Accounts] = room.TakeUpAccountsAsync,
        });

        _app = WebServer.Build(address, logs, services =>
        {
            room.AddTo(services);
            books.AddTo(services);
            door.AddTo(services);
            services.AddSingleton<IUpkeep>(new UpkeepDesk(data, config.Current.Config.Storage, config.Place, around.Environment, facts, around.Time));
            services.AddSingleton(facts).AddSingleton(access).AddSingleton(issued).AddSingleton(around.WebConsole)
                .AddSingleton(new ConfigDoors(() => Show(config.Current.Echo()), desk.ChangeAsync, JsonSchemaText.Write));
        });
        log.Providers(string.Join(", ", room.Providers));
        await room.LookAroundAsync(cancel);
        await _app.StartAsync(cancel);
        Address = new Uri(_app.Urls.First());
        log.Listening(Address.GetLeftPart(UriPartial.Authority));
        await door.InviteAsync(Address, around.Terminal);
        return true;
    }

    private static ShownConfig Show(ConfigEcho echo)
    {
        var sources = echo.Sources.ToDictionary(said => said.Key, said => new ShownSource(said.Value.Layer, said.Value.At, said.Value.Variables));
        return new ShownConfig(echo.Config, new SortedDictionary<string, ShownSource>(sources, StringComparer.Ordinal));
    }

    private ConfigSource? OpenConfig(ServeRequest request, Surroundings around, ConfigKnowledge knowledge, ILoggerFactory logs, StartLog log)
    {
        var place = ConfigPlace.Find(request.Config, around.WorkingDirectory, around.Environment);
        var source = ConfigSource.Open(place, new ConfigReader(knowledge), around.Environment, around.Time, logs.CreateLogger<ConfigSource>(), out ImmutableArray<ConfigProblem> errors);
        foreach (var error in errors)
            log.CannotStart(error.ToString());
        return source is null ? null : Own(source);
    }

    private T Own<T>(T owned)
        where T : notnull
    {
        _owned.Push(owned);
        return owned;
    }
}
