namespace Gratis.Console.Tests.Browsing;

/// <summary>Where the browser of this machine is.</summary>
internal static class BrowserPlace
{
    public const string Variable = "GRATIS_CHROMIUM";

    // The one that has no windows at all does with a quarter less of the processor time.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    /// <summary>The one that the owner names, else the first that is installed.</summary>
    public static string Find(Func<string, string?> environment, Func<string, bool> exists)
    {
        if (environment(Variable) is { Length: > 0 } named)
            return exists(named) ? named : throw new InvalidOperationException($"{Variable} names {named}, and there is no such file. Name a Chromium, or take the variable away to have it looked for.");

        var folders = (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Prepend("/usr/bin").Select(folder => Path.Combine(folder, name))).FirstOrDefault(exists)
            ?? throw new InvalidOperationException(
                $"The console is tested in Chromium, and neither {string.Join(" nor ", Names)} is installed. Install one (Debian, Ubuntu: apt-get install -y chromium), or set {Variable} to its path.");
    }
}
