using Gratis.Gateway.Tests.Configuration;

namespace Gratis.Gateway.Tests.Packages;

/// <summary>The packages of this build in a folder, and room for projects that know nothing of the repository.</summary>
internal sealed class LocalFeed : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gratis-packages-").FullName;

    public string Folder => Path.Combine(_root, "feed");

    /// <summary>As it was built: debug or release.</summary>
    public static string Configuration => Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)) is var name && name.StartsWith("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    /// <summary>Packs what is built already.</summary>
    public static async Task<LocalFeed> PackAsync(params string[] projects)
    {
        var feed = new LocalFeed();
        foreach (var project in projects)
            (await DotnetCommand.BuildAsync(Repository.Path("."), "pack", Repository.Path($"src/{project}/{project}.csproj"), "--no-build", "-c", Configuration, "-o", feed.Folder)).ShouldNotContain("warning");
        return feed;
    }

    /// <summary>A folder of its own, outside the repository.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>
    /// Builds a project against these packages and the machine's own sources. Packages land in a folder of this feed: one of the same
    /// version from an earlier build must not be taken for this one.
    /// </summary>
    public Task<string> BuildAsync(string folder) => DotnetCommand.BuildAsync(
        folder, "build", "-c", "Release", "-o", Path.Combine(folder, "out"), $"-p:RestoreAdditionalProjectSources={Folder}",
        $"-p:RestorePackagesPath={Path.Combine(_root, "restored")}", $"-p:RestoreFallbackFolders={MachinesPackages}");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string MachinesPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
