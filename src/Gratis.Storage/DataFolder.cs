using Gratis.Stores;

namespace Gratis.Storage;

/// <summary>The folder that holds what the gateway keeps, and the rights on what lies in it.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Makes sure that folder and file are there and that the file is its owner's alone. SQLite gives the files
    /// beside it the same rights.
    /// </summary>
    public static string Prepare(string folder, string fileName)
    {
        string path = Path.Combine(Path.GetFullPath(folder), fileName);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
                return path;
            }

            if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, OwnerFolder);
            if (!File.Exists(path))
            {
                // Created here, since SQLite would create it with whatever the umask leaves.
                using FileStream created = File.Open(path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.ReadWrite,
                    UnixCreateMode = OwnerFile,
                });
            }
            else if ((File.GetUnixFileMode(path) & ~OwnerFile) is not 0)
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) & OwnerFile);
            }

            return path;
        }
        catch (Exception failure) when (SqliteFaults.Of(failure, path) is { } fault)
        {
            throw fault;
        }
    }
}
