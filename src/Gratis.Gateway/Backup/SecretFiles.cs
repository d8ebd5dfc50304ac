using System.IO.Compression;
using Gratis.Gateway.Commands.Screens;
using Gratis.Storage.Requests;

namespace Gratis.Gateway.Backup;

/// <summary>
/// Whatever lies in a data folder beside the database: the key ring and its like. All of it counts as secret, so that nothing that is
/// added there one day leaves the machine in clear.
/// </summary>
internal static class SecretFiles
{
    private const int MostFiles = 1_000;

    /// <summary>Their paths below the folder.</summary>
    public static IEnumerable<string> In(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(relative => !BackupMembers.IsOfDatabase(relative) && !BackupMembers.IsNeverTaken(relative))
            .Order(StringComparer.Ordinal);

    /// <summary>The files of the log of requests, which is neither secret nor part of a backup.</summary>
    public static IEnumerable<string> LogIn(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, RequestLogFile.Name + "*").Select(static file => Path.GetFileName(file));

    /// <summary>All of them as one; null where there is none.</summary>
    public static async Task<byte[]?> PackAsync(string folder, CancellationToken cancel)
    {
        var files = In(folder).ToList();
        if (files.Count == 0)
            return null;
        if (files.Count > MostFiles || files.Sum(file => new FileInfo(Path.Combine(folder, file)).Length) > BackupMembers.MostSecretBytes)
            throw new BackupFault($"There is more beside the database in {folder} than secrets can be: at most {MostFiles} files and {BackupMembers.MostSecretBytes >> 20} MiB are taken. Move elsewhere what does not belong there.");

        using var packed = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(packed, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
        {
            foreach (var file in files)
                await zip.CreateEntryFromFileAsync(Path.Combine(folder, file), file, cancel);
        }

        return packed.ToArray();
    }

    /// <summary>Puts them into a folder of their own again, each where it was and its owner's alone.</summary>
    /// <exception cref="BackupFault">One of them would land elsewhere, or there is more than was ever packed.</exception>
    public static async Task UnpackAsync(byte[] packed, string folder, CancellationToken cancel)
    {
        using var stream = new MemoryStream(packed);
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, cancel);
        if (zip.Entries.Count > MostFiles)
            throw new BackupFault($"{BackupMembers.Secrets} holds more than {MostFiles} files: it is no backup of this program. Nothing was changed.");

        long left = BackupMembers.MostSecretBytes;
        foreach (var entry in zip.Entries)
        {
            if (!IsInside(entry.FullName) || BackupMembers.IsOfDatabase(entry.FullName))
                throw new BackupFault($"{BackupMembers.Secrets} holds '{Plain.Line(entry.FullName)}', which would land outside its place. Nothing was changed.");
            var target = Path.Combine(folder, entry.FullName);
            OwnFiles.MakeFolder(Path.GetDirectoryName(target)!);
            await using var from = await entry.OpenAsync(cancel);
            await using var to = OwnFiles.Create(target);
            left -= await BoundedCopy.CopyAsync(from, to, left, cancel);
        }
    }

    /// <summary>A path of plain names, below wherever it is put, on every system.</summary>
    public static bool IsInside(string relative) =>
        relative.Length > 0 && !relative.AsSpan().ContainsAny('\\', ':', '\0') && !relative.StartsWith('/')
        && relative.Split('/').All(part => part is not ("" or "." or ".."));
}
