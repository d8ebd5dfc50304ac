using System.CommandLine;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Backup;
using Gratis.Gateway.Commands.Backup;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Serving;
using Gratis.Stores;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis backup</c>: books, owner's changes and issued keys in one file, taken while the gateway runs.</summary>
internal static class BackupCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("backup", "Write a consistent copy of the data folder to one file; the gateway may go on.");
        var asked = new BackupOptions(command,
            file: "The archive to be made (a zip file); it must not be there yet.",
            config: "The config file goes along.",
            secrets: "What lies beside the database goes along (the key ring), sealed with the passphrase that is the first line of standard input.");
        command.SetAction((parsed, cancel) => RunAsync(asked.RequestOf(parsed), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(BackupRequest request, CommandEdges edges, CancellationToken cancel)
    {
        try
        {
            return await WriteAsync(request, edges, cancel);
        }
        catch (StorageException unusable)
        {
            edges.Error.WriteLine(unusable.Message);
            return ExitCodes.BadConfig;
        }
        catch (Exception failure) when ((failure as BackupFault ?? BackupFault.Of(failure)) is { } fault)
        {
            edges.Error.WriteLine(Plain.Line($"No backup was made. {fault.Message}"));
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> WriteAsync(BackupRequest request, CommandEdges edges, CancellationToken cancel)
    {
        var around = edges.Around;
        var target = Path.GetFullPath(request.File, around.WorkingDirectory);
        if (Path.Exists(target))
            throw new BackupFault($"{target} is there already, and a backup overwrites nothing. Choose another name.");
        SharedBooks.Refuse(request.Place.Config, edges);
        var config = request.IsWithConfig ? FindConfig(request.Place.Config, edges) : null;
        var passphrase = request.IsWithSecrets ? Passphrases.New(edges) : null;

        var folder = DataFolder.Find(request.Place.Data, around.WorkingDirectory, around.Environment);
        BackupManifest manifest;
        using (var progress = Progress.Of(edges, "Copying the database"))
        {
            using var database = DatabaseCopy.Take(folder, Patience)
                ?? throw new BackupFault($"There is no database in {folder} yet. Start the gateway once, or name its data folder with --data.");
            progress.Say("Sealing secrets");
            var secrets = passphrase is null ? null : await SealAsync(folder, passphrase, edges, cancel);
            progress.Say("Writing the archive");
            manifest = await BackupWriter.WriteAsync(target, database, config, secrets, around.Time.GetUtcNow(), cancel);
        }

        BackupReport.Write(edges, request.IsJson, manifest, json => json.WriteString("file", target), $"{target} holds {BackupReport.Content(manifest)}.");
        return ExitCodes.Done;
    }

    private static async Task<byte[]?> SealAsync(string folder, string passphrase, CommandEdges edges, CancellationToken cancel)
    {
        if (await SecretFiles.PackAsync(folder, cancel) is { } packed)
            return SealedSecrets.Seal(packed, passphrase);
        edges.Error.WriteLine($"There is nothing beside the database in {folder}: the archive holds no secrets.");
        return null;
    }

    private static string FindConfig(string? option, CommandEdges edges)
    {
        var around = edges.Around;
        var place = ConfigPlace.Find(option, around.WorkingDirectory, around.Environment);
        var config = ConfigAlong.Find(place, KnownThings.From(BuiltInFacts.Load()), around.Environment, place.Path, "Leave out --with-config, or name it with --config.");
        if (config.Secrets is { } secrets)
            edges.Error.WriteLine($"warning: {place.Name} holds secrets in clear ({secrets}), and so does the archive: keep it like a key, or use ${{VARIABLES}}.");
        return config.Path;
    }
}
