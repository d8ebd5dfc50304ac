using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Backup;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Doctor.Checks;
using Gratis.Gateway.Commands.Doctor.Facts;
using Gratis.Gateway.Commands.Doctor.Probes;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Serving;
using Gratis.Postgres;
using Gratis.Hosting.Catalogue;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Commands.Doctor;

/// <summary>
/// Looks at everything once and gives what was found: effects stand here and in the probes, what they mean is decided by the checks. What
/// cannot be looked at because something before it is broken is left out; the broken thing is told.
/// </summary>
internal sealed class Examination(CommandEdges edges, bool isOffline)
{
    private readonly Surroundings _around = edges.Around;
    private readonly List<Finding> _findings = [];

    public async Task<IReadOnlyList<Finding>> RunAsync(CatalogueRequest place, Progress progress, CancellationToken cancel)
    {
        var facts = BuiltInFacts.Load();
        var config = LookAtConfig(place, facts);
        var folder = DataFolder.Find(place.Data, _around.WorkingDirectory, _around.Environment);
        progress.Say("Checking the database");
        var database = await LookAtHouseAsync(folder, config, cancel);
        if (config is null)
            return _findings;

        // Where the database cannot be used the providers are still those of the config.
        var view = await CatalogueReader.ReadAsync(place, edges with { Error = TextWriter.Null }, cancel);
        var providers = view?.Build.Snapshot.Providers ?? ProvidersOf(config, facts);
        await LookAtDoorAsync(config, view, database, cancel);
        _findings.AddRange(KeyChecks.Of([.. providers.SelectMany(KeysOf)]));
        if (view is not null)
            _findings.AddRange(RoutingChecks.Of(RoutingProbe.Look(config, view)));
        if (!isOffline && providers.Count > 0)
            await LookAtProvidersAsync(config, providers, progress, cancel);
        return _findings;
    }

    private ConfigSnapshot? LookAtConfig(CatalogueRequest place, BuiltInFacts facts)
    {
        var at = ConfigPlace.Find(place.Config, _around.WorkingDirectory, _around.Environment);
        using var source = ConfigSource.Open(at, new ConfigReader(KnownThings.From(facts)), _around.Environment, _around.Time, NullLogger.Instance, out var errors);
        var config = source?.Current;
        _findings.AddRange(ConfigChecks.Of(new ConfigFacts(config?.File)
        {
            Errors = errors,
            Warnings = config?.Warnings ?? [],
            OpenSecrets = [.. SecretFiles(at, config).Where(IsOpenToOthers)],
        }));
        return config;
    }

    private static IEnumerable<string> SecretFiles(ConfigPlace at, ConfigSnapshot? config)
    {
        if (config is not null && PlainSecrets.In(config.Reading).Count > 0)
            yield return at.Path;
        if (File.Exists(at.DotEnvPath))
            yield return at.DotEnvPath;
    }

    private static bool IsOpenToOthers(string file) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead);

    private async Task<DatabaseFacts> LookAtHouseAsync(string folder, ConfigSnapshot? config, CancellationToken cancel)
    {
        _findings.AddRange(HouseChecks.Of(HouseProbe.LookAtFolder(folder)));
        if (config?.Config.Storage is { Postgres: { } address } storage)
        {
            _findings.AddRange(HouseChecks.Of(await PostgresLook.AtAsync(address.Reveal(), _around.Time, cancel), storage.Secret is not null));
            return new DatabaseFacts("");
        }

        var patience = TimeSpan.FromMilliseconds((config?.Config ?? new()).Storage.BusyTimeoutMs);
        var database = HouseProbe.LookAtDatabase(folder, patience);
        _findings.AddRange(HouseChecks.Of(database));
        return database;
    }

    private async Task LookAtDoorAsync(ConfigSnapshot config, CatalogueView? view, DatabaseFacts database, CancellationToken cancel)
    {
        var (server, auth) = (config.Config.Server, config.Config.Auth);
        var address = new ListenAddress(server.Host, server.Port);
        var port = await PortProbe.LookAsync(address, _around.Time, cancel);
        _findings.AddRange(DoorChecks.Of(port));
        _findings.AddRange(HouseChecks.Of(database, port));
        _findings.AddRange(DoorChecks.Of(new AccessFacts
        {
            IsLoopback = address.IsLoopback,
            Host = server.Host,
            ClientKeys = auth.ClientKeys.Count + (view?.Stored.ClientKeys.Count(key => key.RevokedAt is null) ?? 0),
            ShortClientKeys = [.. auth.ClientKeys.Where(key => DoorChecks.IsShort(key.Key!.Reveal().Length)).Select(key => key.Name)],
            AdminTokenLength = auth.AdminToken?.Reveal().Length,
            HasGeneratedToken = view?.Stored.HasAdminToken ?? false,
        }));
    }

    private async Task LookAtProvidersAsync(ConfigSnapshot config, IReadOnlyList<Provider> providers, Progress progress, CancellationToken cancel)
    {
        using var probe = new ProviderProbe(_around.Time, config.Options.Requests.Connect);
        progress.Say(FormattableString.Invariant($"Asking {providers.Count} providers"));
        var answers = await probe.AskAsync(providers, count => progress.Say(FormattableString.Invariant($"Asking providers, {count} of {providers.Count} have answered")), cancel);
        _findings.AddRange(ProviderChecks.Of(answers));
        _findings.AddRange(ClockChecks.Of(answers));
    }

    private IReadOnlyList<Provider> ProvidersOf(ConfigSnapshot config, BuiltInFacts facts) =>
        [.. new CatalogBuilder(facts, config.Environment.Get).ProvidersOf(config.Options, new CatalogKnowledge(_around.Time.GetUtcNow())).Select(at => at.Provider)];

    private static IEnumerable<KeyLook> KeysOf(Provider provider) =>
        provider.Accounts.Select(account => new KeyLook(provider.Id, account.Id, account.Fingerprint, account.RevealKey() is { } key ? KeyOddity.Of(key) : null));
}
