using System.CommandLine;
using Gratis.Gateway.Backup;
using Gratis.Gateway.Commands.Backup;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration.Watching;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis restore</c>: puts a backup in place of a data folder, which is kept aside.</summary>
internal static class RestoreCommand
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("restore", "Put a backup in place of the data folder; what was there is kept aside. The gateway must not run.");
        var asked = new BackupOptions(command,
            file: "An archive that `gratis backup` has made. It is checked as a whole before anything is touched.",
            config: "Its config file takes the place of the one here, which is kept aside too.",
            secrets: "Its sealed secrets too; the passphrase is the first line of standard input. Without this those that are here stay.");
        command.SetAction((parsed, cancel) => RunAsync(asked.RequestOf(parsed), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(BackupRequest request, CommandEdges edges, CancellationToken cancel)
    {
        try
        {
            await RestoreAsync(request, edges, cancel);
            return ExitCodes.Done;
        }
        catch (Exception failure) when ((failure as BackupFault ?? BackupFault.Of(failure)) is { } fault)
        {
            edges.Error.WriteLine(Plain.Line($"Not restored. {fault.Message}"));
            return ExitCodes.Failed;
        }
    }

    private static async Task RestoreAsync(BackupRequest request, CommandEdges edges, CancellationToken cancel)
    {
        var around = edges.Around;
        SharedBooks.Refuse(request.Place.Config, edges);
        var folder = DataFolder.Find(request.Place.Data, around.WorkingDirectory, around.Environment);
        var place = ConfigPlace.Find(request.Place.Config, around.WorkingDirectory, around.Environment);
        var passphrase = request.IsWithSecrets ? Passphrases.Known(edges) : null;
        using var progress = Progress.Of(edges, "Checking the archive");
        await using var archive = await BackupArchive.OpenAsync(Path.GetFullPath(request.File, around.WorkingDirectory), cancel);
        var manifest = archive.Manifest;
        RefuseMissing(request, manifest);
        RefuseFullDisk(folder, manifest);

        using var staged = new StagedFolder(folder, around.Time.GetUtcNow());
        await archive.ExtractAsync(BackupMembers.Database, staged.Database, cancel);
        RestoredDatabase.Check(staged.Folder);
        var config = await StageConfigAsync(archive, place, cancel);
        try
        {
            await StageSecretsAsync(archive, staged, passphrase, edges, cancel);
            if (!request.IsWithConfig)
                Drop(config);
            staged.KeepLog();
            progress.Say("Putting it in place");
            var aside = staged.TakePlace();
            var configAside = request.IsWithConfig ? PutInPlace(config!, place.Path, staged) : null;
            Report(request, edges, manifest, folder, aside, configAside);
        }
        finally
        {
            Drop(config);
        }
    }

    private static void RefuseMissing(BackupRequest request, BackupManifest manifest)
    {
        if (request.IsWithConfig && manifest.Find(BackupMembers.Config) is null)
            throw new BackupFault("The archive holds no config file. Leave out --with-config. Nothing was changed.");
        if (request.IsWithSecrets && manifest.Find(BackupMembers.Secrets) is null)
            throw new BackupFault("The archive holds no secrets. Leave out --with-secrets. Nothing was changed.");
    }

    private static void RefuseFullDisk(string folder, BackupManifest manifest)
    {
        var near = folder;
        while (!Directory.Exists(near) && Path.GetDirectoryName(near) is { Length: > 0 } above)
            near = above;

        // The database is copied once more while it is looked at.
        var (needed, free) = (2 * manifest.Members.Sum(member => member.Bytes), new DriveInfo(near).AvailableFreeSpace);
        if (needed > free)
            throw new BackupFault(FormattableString.Invariant($"There is no room for it: {needed:#,0} bytes are needed at {near}, {free:#,0} are free. Free some space. Nothing was changed."));
    }

    /// <summary>Beside the file that it will replace, so that one renaming does it; checked even where it is not wanted. Null where the archive has none.</summary>
    private static async Task<string?> StageConfigAsync(BackupArchive archive, ConfigPlace place, CancellationToken cancel)
    {
        if (archive.Manifest.Find(BackupMembers.Config) is null)
            return null;
        var staged = $"{place.Path}.restoring-{Guid.NewGuid():N}";
        try
        {
            await archive.ExtractAsync(BackupMembers.Config, staged, cancel);
            return staged;
        }
        catch
        {
            Drop(staged);
            throw;
        }
    }

    private static async Task StageSecretsAsync(BackupArchive archive, StagedFolder staged, string? passphrase, CommandEdges edges, CancellationToken cancel)
    {
        if (archive.Manifest.Find(BackupMembers.Secrets) is not null)
        {
            await archive.ExtractSecretsAsync(staged.Folder, passphrase, cancel);
            if (passphrase is not null)
                return;

            edges.Error.WriteLine("The secrets in the archive are left there; those that are here stay. --with-secrets takes them.");
        }

        staged.KeepSecrets();
    }

    private static string? PutInPlace(string staged, string path, StagedFolder names)
    {
        string? aside = null;
        if (File.Exists(path))
            File.Move(path, aside = names.Aside(path));
        File.Move(staged, path);
        return aside;
    }

    private static void Drop(string? staged)
    {
        if (staged is not null)
            File.Delete(staged);
    }

    private static void Report(BackupRequest request, CommandEdges edges, BackupManifest manifest, string folder, string? aside, string? configAside)
    {
        var kept = string.Join(" and ", new[] { aside, configAside }.Where(path => path is not null));
        var words = FormattableString.Invariant($"{folder} is as it was at {manifest.Created.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}.");
        BackupReport.Write(edges, request.IsJson, manifest, json =>
        {
            json.WriteString("folder", folder);
            json.WriteString("kept_aside", aside);
            json.WriteString("config_kept_aside", configAside);
            json.WriteBoolean("with_config", request.IsWithConfig);
            json.WriteBoolean("with_secrets", request.IsWithSecrets);
        }, kept.Length > 0 ? $"{words} What was there is kept as {kept}." : words);
    }
}
