using System.Globalization;
using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Gateway.Backup;

/// <summary>
/// A database copied into a private folder for as long as it is read. The stores bring whatever they open up to date and write to it: so
/// they get the copy, and the owner's file, which a running gateway or an older release may be working on, is only ever read.
/// </summary>
internal sealed class DatabaseCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gratis-");

    private readonly string _original;

    private DatabaseCopy(string original) => _original = original;

    /// <summary>The folder of the copy, which is its owner's alone.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The copy itself.</summary>
    public string File => Path.Combine(Folder, Path.GetFileName(_original));

    /// <summary>The last step of the schema that was applied to it.</summary>
    public long Schema { get; private set; }

    /// <summary>What the owner should know of the original.</summary>
    public string? Note { get; private set; }

    /// <summary>Copies the database of a data folder as it is at one instant; null where there is none.</summary>
    /// <exception cref="StorageException">It cannot be read, or is none that this release understands.</exception>
    public static DatabaseCopy? Take(string folder, TimeSpan patience)
    {
        var path = Path.Combine(Path.GetFullPath(folder), new SqliteOptions(folder).FileName);
        if (!System.IO.File.Exists(path) || new FileInfo(path).Length == 0)
            return null;

        SqliteNative.Use();
        var copy = new DatabaseCopy(path);
        try
        {
            // Nobody has it open: then it is read as a file that does not change, without a trace beside it. Should a gateway start at
            // this very moment, what was read may be half of its first write.
            var isIdle = !IsOpen(path);
            copy.Fill(path, patience, isIdle);
            if (isIdle && IsOpen(path))
                copy.Fill(path, patience, isIdle: false);
            return copy;
        }
        catch (SqliteException failure)
        {
            copy.Dispose();
            throw SqliteFaults.Of(failure, path);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>A failure of the copy is one of the original, and only that one does the owner know.</summary>
    public StorageException OfOriginal(StorageException ofCopy)
    {
        var said = ofCopy.Message[(ofCopy.Path.Length + 2)..];
        var end = said.IndexOf(". ", StringComparison.Ordinal);
        return new StorageException(ofCopy.Fault, _original, said[..end], said[(end + 2)..], ofCopy.InnerException);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Fill(string path, TimeSpan patience, bool isIdle)
    {
        using var original = Open(isIdle ? new Uri(path).AbsoluteUri + "?immutable=1" : path, SqliteOpenMode.ReadOnly, patience);
        SqliteSchema.RefuseForeign(original, path);
        Schema = StepOf(original);
        Note = NoteOn(Schema, path);
        using var copy = Open(File, SqliteOpenMode.ReadWriteCreate, patience);
        original.BackupDatabase(copy);
    }

    /// <summary>Whoever has it open has a log beside it; a crash leaves one too.</summary>
    private static bool IsOpen(string path) => System.IO.File.Exists(path + "-wal");

    private static SqliteConnection Open(string source, SqliteOpenMode mode, TimeSpan patience)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = (int)Math.Max(1, Math.Ceiling(patience.TotalSeconds)),
        }.ToString());
        connection.Open();
        return connection;
    }

    private static string? NoteOn(long found, string path)
    {
        var known = Migration.BuiltIn[^1].Number;
        if (found > known)
        {
            throw new StorageException(
                StorageFault.NewerSchema, path,
                string.Create(CultureInfo.InvariantCulture, $"a newer release has written this database (schema {found}, this release knows {known})"),
                "Run that release or a later one, or choose another data folder with --data; nothing was changed.");
        }

        return found < known
            ? string.Create(CultureInfo.InvariantCulture, $"{path}: an older release has written this database (schema {found} of {known}); what it did not keep is missing here. The gateway brings it up to date when it starts; nothing was changed.")
            : null;
    }

    private static long StepOf(SqliteConnection original)
    {
        using var look = original.CreateCommand();
        look.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_steps'";
        if (look.ExecuteScalar() is not 1L)
            return 0;
        look.CommandText = "SELECT coalesce(max(number), 0) FROM schema_steps";
        return (long)look.ExecuteScalar()!;
    }
}
