using Gratis.AspNetCore;
using Gratis.AspNetCore.Upkeep;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Backup;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Import;
using Gratis.Gateway.Import.Writing;
using Gratis.Gateway.Pool.Marked;
using Gratis.Stores;
using Gratis.Wire;

namespace Gratis.Gateway.Serving;

/// <summary>Backup, restoring and import for the console: what the commands of these names do, over HTTP.</summary>
/// <param name="data">The data folder.</param>
/// <param name="storage">Where the books are.</param>
/// <param name="place">Where the config is, or would be.</param>
/// <param name="environment">What the process was started with.</param>
/// <param name="facts">Knows the providers.</param>
/// <param name="time">The clock.</param>
internal sealed class UpkeepDesk(string data, StorageConfig storage, ConfigPlace place, IReadOnlyDictionary<string, string> environment, BuiltInFacts facts, TimeProvider time) : IUpkeep
{
    private const long MostArchiveBytes = 4L << 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public WaitingRestore? Waiting => RestoreAtStart.Waiting(data) is { } waiting
        ? new WaitingRestore(waiting.Version, waiting.Created, SecretFiles.In(Path.Combine(data, RestoreAtStart.Folder)).Any(static file => file != BackupMembers.Manifest))
        : null;

    public async Task<(BackupFile? File, GatewayError? Refusal)> BackUpAsync(BackupWish wish, CancellationToken cancel)
    {
        try
        {
            SharedBooks.Refuse(storage);
            if (wish.Passphrase is { } passphrase)
                SealedSecrets.RefuseShort(passphrase);
            var config = wish.IsWithConfig ? ConfigWithoutSecrets() : null;
            using var database = DatabaseCopy.Take(data, Patience) ?? throw new BackupFault($"There is no database in {data} yet. Nothing can be backed up.");
            var packed = wish.Passphrase is null ? null : await SecretFiles.PackAsync(data, cancel);
            var secrets = packed is null ? null : SealedSecrets.Seal(packed, wish.Passphrase!);
            var now = time.GetUtcNow();
            var target = Path.Combine(Path.GetTempPath(), $"gratis-{Guid.NewGuid():N}.zip");
            await BackupWriter.WriteAsync(target, database, config, secrets, now, cancel);
            return (new BackupFile(target, $"gratis-{BackupStamp.Of(now)}.zip"), null);
        }
        catch (Exception failure) when (Refusal(failure) is { } refusal)
        {
            return (null, refusal);
        }
    }

    public async Task<GatewayError?> StageAsync(Stream archive, string? passphrase, CancellationToken cancel)
    {
        try
        {
            SharedBooks.Refuse(storage);
            await RestoreAtStart.StageAsync(data, archive, MostArchiveBytes, passphrase, cancel);
            return null;
        }
        catch (Exception failure) when (Refusal(failure) is { } refusal)
        {
            return refusal;
        }
    }

    public void Forget() => RestoreAtStart.Forget(data);

    public (ImportedConfig? Config, GatewayError? Refusal) Import(ImportWish wish)
    {
        if (Enum.GetValues<ImportSystem>().Where(system => ImportWords.NameOf(system) == wish.System).ToList() is not [var system])
            return (null, GatewayError.InvalidRequest($"There is no system '{Plain.Line(wish.System)}'; {string.Join(", ", Enum.GetValues<ImportSystem>().Select(ImportWords.NameOf))} are known.") with { Param = "system" });

        var imported = Importer.Import(system, new SourceText(Plain.Line(wish.Name), wish.Text), facts);
        if (!imported.Problems.IsEmpty)
            return (null, GatewayError.InvalidRequest(string.Join(" ", imported.Problems)) with { Param = "text" });
        if (wish.IsSaved && Save(imported) is { } refusal)
            return (null, refusal);
        return (new ImportedConfig(
            imported.Yaml,
            [.. imported.Remarks.Select(remark => new ImportRemark(remark.Line, remark.Key, remark.Message))],
            [.. imported.Variables.Select(variable => new ImportVariable(variable.Name, variable.Purpose, variable.Secret is not null))]), null);
    }

    /// <summary>Where nobody has written a config yet this becomes it, and the secrets of the source stand beside it, where the gateway reads them.</summary>
    private GatewayError? Save(Imported imported)
    {
        if (File.Exists(place.Path))
            return AdminRequests.Conflict("config_exists", $"{place.Name} is there already, and an import never touches what its owner wrote. Take what you want of the result into it.");
        if ((SecretFile.Add(place.DotEnvPath, imported.Variables) ?? TextFile.Replace(place.Path, before: null, imported.Yaml)) is { } unwritten)
            return AdminRequests.Conflict("config_not_written", $"{place.Name} could not be written: {unwritten}");
        return null;
    }

    private string ConfigWithoutSecrets()
    {
        var config = ConfigAlong.Find(place, KnownThings.From(facts), environment, place.Name, "Leave it out.");
        return config.Secrets is not { } secrets ? config.Path
            : throw new BackupFault($"{place.Name} holds secrets in clear ({secrets}), which are never sent to a browser. Leave it out, use ${{VARIABLES}}, or take `gratis backup --with-config`.");
    }

    /// <summary>What the owner can do something about; null for anything else.</summary>
    private static GatewayError? Refusal(Exception failure) => failure switch
    {
        BackupFault fault => GatewayError.InvalidRequest(fault.Message),
        StorageException => null,
        _ => BackupFault.Of(failure) is { } unwritten ? AdminRequests.Conflict("disk_refused", unwritten.Message) : null,
    };
}
