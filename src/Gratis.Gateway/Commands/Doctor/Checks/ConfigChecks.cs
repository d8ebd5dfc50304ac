using Gratis.Gateway.Commands.Doctor.Facts;

namespace Gratis.Gateway.Commands.Doctor.Checks;

/// <summary>The config file.</summary>
internal static class ConfigChecks
{
    private const string Check = "config";

    public static IEnumerable<Finding> Of(ConfigFacts config)
    {
        foreach (var problem in config.Errors)
        {
            yield return Finding.Error(
                Check, problem.ToString(), "a config that can be used: a gateway does not start with this one, and one that runs keeps its last",
                problem.At.Line > 0 ? $"Mend line {problem.At.Line} of {problem.At.Source}. docs/configuration.md has every key." : "docs/configuration.md has every key.");
        }

        foreach (var problem in config.Warnings)
            yield return Finding.Warning(Check, problem.ToString(), "a config that says nothing without effect", $"Look at {problem.At}.");
        foreach (var file in config.OpenSecrets)
            yield return Finding.Warning(Check, $"{file} holds secrets, and other users of this machine may read it", "a file that is its owner's alone", $"chmod 600 {file}");
        if (config.Errors.IsEmpty)
            yield return Finding.Ok(Check, config.File is { } file ? $"{file} can be used" : "no config file: everything is at its default");
    }
}
