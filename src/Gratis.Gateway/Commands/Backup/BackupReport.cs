using System.Text.Json;
using Gratis.Gateway.Backup;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Backup;

/// <summary>What was done, for people or programs.</summary>
internal static class BackupReport
{
    public static void Write(CommandEdges edges, bool isJson, BackupManifest manifest, Action<Utf8JsonWriter> more, string text)
    {
        if (!isJson)
        {
            Screen.Open(edges).Line(text, Styles.Good);
            return;
        }

        JsonText.Write(edges.Out, json =>
        {
            json.WriteStartObject();
            more(json);
            manifest.WriteTo(json);
            json.WriteEndObject();
        });
    }

    /// <summary>What an archive holds, in words.</summary>
    public static string Content(BackupManifest manifest)
    {
        List<string> words = [FormattableString.Invariant($"the database (schema {manifest.Schema}, {manifest.Find(BackupMembers.Database)!.Bytes:#,0} bytes)")];
        if (manifest.Find(BackupMembers.Config) is not null)
            words.Add("the config");
        words.Add(manifest.Find(BackupMembers.Secrets) is not null ? "the sealed secrets" : "no secrets");
        return string.Join(", ", words);
    }
}
