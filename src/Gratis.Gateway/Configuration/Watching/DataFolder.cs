namespace Gratis.Gateway.Configuration.Watching;

/// <summary>Where the gateway keeps its books, keys and generated token.</summary>
internal static class DataFolder
{
    /// <summary>The option, else <c>$GRATIS_DATA</c>, else the platform's local data folder.</summary>
    public static string Find(string? option, string workingDirectory, IReadOnlyDictionary<string, string> process)
    {
        if (!string.IsNullOrWhiteSpace(option))
            return Path.GetFullPath(option, workingDirectory);
        if (process.TryGetValue("GRATIS_DATA", out var named) && !string.IsNullOrWhiteSpace(named))
            return Path.GetFullPath(named, workingDirectory);
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        // A service account may have no home.
        return Path.Combine(local.Length > 0 ? local : workingDirectory, "gratis");
    }
}
