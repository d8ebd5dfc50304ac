namespace Gratis.Gateway.Configuration.Watching;

/// <summary>Where the config file is, or would be; <paramref name="IsRequired"/> when the owner named it.</summary>
internal sealed record ConfigPlace(string Path, string Name, bool IsRequired)
{
    public const string DefaultName = "gratis.yaml";
    private const string DotEnvName = ".env";

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The <c>.env</c> beside it, whether or not there is a config file.</summary>
    public string DotEnvPath => System.IO.Path.Combine(Folder, DotEnvName);

    /// <summary>The <c>.env</c> as messages name it.</summary>
    public string DotEnvDisplay => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Name) ?? "", DotEnvName);

    /// <summary>The option, else <c>gratis.yaml</c> in the working directory, else <c>$GRATIS_CONFIG</c>; else where the file would be.</summary>
    public static ConfigPlace Find(string? option, string workingDirectory, IReadOnlyDictionary<string, string> process)
    {
        var usual = new ConfigPlace(System.IO.Path.Combine(workingDirectory, DefaultName), DefaultName, IsRequired: false);
        if (!string.IsNullOrWhiteSpace(option))
            return Named(option, workingDirectory);
        if (!File.Exists(usual.Path) && process.TryGetValue("GRATIS_CONFIG", out var named) && !string.IsNullOrWhiteSpace(named))
            return Named(named, workingDirectory);
        return usual;
    }

    private static ConfigPlace Named(string file, string workingDirectory) => new(System.IO.Path.GetFullPath(file, workingDirectory), file, IsRequired: true);
}
