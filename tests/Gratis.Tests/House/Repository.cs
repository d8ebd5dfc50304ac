namespace Gratis.Tests.House;

/// <summary>Where the sources of this build stand.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "Gratis.slnx")))
                return folder;
        }

        throw new DirectoryNotFoundException($"No Gratis.slnx above {AppContext.BaseDirectory}.");
    }
}
