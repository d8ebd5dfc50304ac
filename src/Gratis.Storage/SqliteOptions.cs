namespace Gratis.Storage;

/// <summary>Where the database is and how it behaves.</summary>
/// <param name="DataFolder">The folder; created where it is missing.</param>
internal sealed record SqliteOptions(string DataFolder)
{
    /// <summary>The name of the database file.</summary>
    public string FileName { get; init; } = "gratis.db";

    /// <summary>How long to wait for another process that holds the database.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
