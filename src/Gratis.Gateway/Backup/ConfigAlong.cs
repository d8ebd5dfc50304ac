using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;

namespace Gratis.Gateway.Backup;

/// <summary>The config file that is to go along with a backup.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Secrets">Where secrets stand in it in clear, in words; null where none does.</param>
internal sealed record ConfigAlong(string Path, string? Secrets)
{
    /// <param name="place">Where it is expected.</param>
    /// <param name="knowledge">What may stand in it.</param>
    /// <param name="environment">What its variables stand for.</param>
    /// <param name="called">What it is called where it is not there.</param>
    /// <param name="cure">What to do then.</param>
    /// <exception cref="BackupFault">There is none.</exception>
    public static ConfigAlong Find(ConfigPlace place, ConfigKnowledge knowledge, IReadOnlyDictionary<string, string> environment, string called, string cure)
    {
        var files = ConfigFiles.Read(place);
        if (files.Config is not { } text)
            throw new BackupFault($"There is no config file to go along: {files.Failure?.Message ?? called + " is not there."} {cure}");
        var secrets = PlainSecrets.In(new ConfigReader(knowledge).Read(text, files.DotEnv, environment));
        return new ConfigAlong(place.Path, secrets.Count == 0 ? null : string.Join(", ", secrets.Select(Plain.Line)));
    }
}
