namespace Gratis.Gateway.Backup;

/// <summary>No backup can be made, or this one cannot be restored. The message says what happened, what was expected and what to do.</summary>
internal sealed class BackupFault(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The same of what a file system says; null for what it does not say.</summary>
    public static BackupFault? Of(Exception failure) => failure switch
    {
        UnauthorizedAccessException or IOException => new BackupFault(failure.Message, failure),
        _ => null,
    };
}
