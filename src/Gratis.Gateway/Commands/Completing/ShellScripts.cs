using System.Text;

namespace Gratis.Gateway.Commands.Completing;

/// <summary>The scripts that lie in this program, one a shell. Each asks it anew: <c>gratis "[suggest:POSITION]" "REST OF THE LINE"</c>.</summary>
internal static class ShellScripts
{
    private static readonly (string Shell, string File)[] Files = [("bash", "gratis.bash"), ("zsh", "gratis.zsh"), ("fish", "gratis.fish"), ("pwsh", "gratis.ps1")];

    /// <summary>The shells there is a script for.</summary>
    public static IEnumerable<string> Shells => Files.Select(script => script.Shell);

    public static string For(string shell)
    {
        var (_, file) = Files.Single(script => script.Shell == shell);
        using var reader = new StreamReader(typeof(ShellScripts).Assembly.GetManifestResourceStream(file)!, Encoding.UTF8);

        // Whatever a checkout made of them: bash takes no carriage returns.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
