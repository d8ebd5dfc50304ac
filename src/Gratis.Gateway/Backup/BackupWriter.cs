using System.IO.Compression;
using System.Security.Cryptography;
using Gratis.AspNetCore.Status;

namespace Gratis.Gateway.Backup;

/// <summary>Writes an archive under another name first: one that has its own name is whole.</summary>
internal static class BackupWriter
{
    /// <param name="target">The file to be made; it must not be there yet.</param>
    /// <param name="database">A consistent copy.</param>
    /// <param name="config">The config file, where it is to go along.</param>
    /// <param name="secrets">What is sealed, where there is anything.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Gives up and leaves nothing behind.</param>
    public static async Task<BackupManifest> WriteAsync(
        string target, DatabaseCopy database, string? config, byte[]? secrets, DateTimeOffset now, CancellationToken cancel)
    {
        var members = new List<(BackupMember Member, Func<Stream> Open)> { await OfFileAsync(BackupMembers.Database, database.File, cancel) };
        if (config is not null)
            members.Add(await OfFileAsync(BackupMembers.Config, config, cancel));
        if (secrets is not null)
            members.Add((new BackupMember(BackupMembers.Secrets, secrets.Length, Convert.ToHexStringLower(SHA256.HashData(secrets))), () => new MemoryStream(secrets)));

        var manifest = new BackupManifest(GatewayVersion.Text, database.Schema, now, [.. members.Select(each => each.Member)]);
        var partial = $"{target}.partial-{Guid.NewGuid():N}";
        try
        {
            await using (var file = OwnFiles.Create(partial))
            {
                await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
                {
                    await AddAsync(zip, BackupMembers.Manifest, new MemoryStream(manifest.ToBytes()), now, cancel);
                    foreach (var (member, open) in members)
                        await AddAsync(zip, member.Name, open(), now, cancel);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(partial, target, overwrite: false);
            return manifest;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task<(BackupMember Member, Func<Stream> Open)> OfFileAsync(string name, string path, CancellationToken cancel)
    {
        await using var file = Open();
        var hash = await SHA256.HashDataAsync(file, cancel);
        return (new BackupMember(name, file.Length, Convert.ToHexStringLower(hash)), Open);

        FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    private static async Task AddAsync(ZipArchive zip, string name, Stream content, DateTimeOffset now, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = now;
        await using (content)
        {
            await using var into = await entry.OpenAsync(cancel);
            await content.CopyToAsync(into, cancel);
        }
    }
}
