using System.Globalization;

namespace Gratis.Gateway.Backup;

/// <summary>An instant as it stands in the names of files.</summary>
internal static class BackupStamp
{
    public static string Of(DateTimeOffset now) => now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
}
