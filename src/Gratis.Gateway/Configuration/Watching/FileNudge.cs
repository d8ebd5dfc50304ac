namespace Gratis.Gateway.Configuration.Watching;

/// <summary>Says that something happened to one of a few names in a folder. Only a hint, and a missed one is not lost: there is a poll besides.</summary>
internal sealed class FileNudge : IDisposable
{
    // Kubernetes swaps this link to replace all files of a mounted config map at once.
    private const string MountedData = "..data";

    private readonly FileSystemWatcher _watcher;
    private readonly string[] _names;
    private readonly Action _nudge;

    private FileNudge(string folder, string[] names, Action nudge)
    {
        (_names, _nudge) = ([.. names, MountedData], nudge);
        _watcher = new FileSystemWatcher(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
        _watcher.Created += OnEvent;
        _watcher.Changed += OnEvent;
        _watcher.Deleted += OnEvent;
        _watcher.Renamed += OnRenamed;
    }

    /// <summary>Starts to watch; null where the platform cannot (no such folder, no watches left).</summary>
    public static FileNudge? TryStart(string folder, string[] names, Action nudge)
    {
        FileNudge? watch = null;
        try
        {
            watch = new FileNudge(folder, names, nudge);
            watch._watcher.EnableRaisingEvents = true;
            return watch;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            watch?.Dispose();
            return null;
        }
    }

    public void Dispose() => _watcher.Dispose();

    private void OnEvent(object sender, FileSystemEventArgs change) => Nudge(change.Name);

    private void OnRenamed(object sender, RenamedEventArgs change)
    {
        Nudge(change.OldName);
        Nudge(change.Name);
    }

    private void Nudge(string? name)
    {
        if (_names.Contains(name, StringComparer.Ordinal))
            _nudge();
    }
}
