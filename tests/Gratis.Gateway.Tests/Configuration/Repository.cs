namespace Gratis.Gateway.Tests.Configuration;

/// <summary>Files of the repository these tests were built from.</summary>
internal static class Repository
{
    public static string Path(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Gratis.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run from inside the repository.");
        return System.IO.Path.Combine(folder.FullName, file);
    }

    public static string Read(string file) => File.ReadAllText(Path(file));
}
