using Gratis.Gateway.Pool.Formats;
using Gratis.Gateway.Pool.Scores;

namespace Gratis.Gateway.Pool;

/// <summary>How things of a pool are spelled on the command line and in files.</summary>
internal static class PoolWords
{
    public static string[] Formats { get; } = [.. Enum.GetValues<PoolFormatName>().Select(NameOf)];

    public static string[] Profiles { get; } = [.. Enum.GetValues<PoolProfile>().Select(NameOf)];

    public static PoolFormatName FormatOf(string name) => (PoolFormatName)Array.IndexOf(Formats, name);

    public static PoolProfile ProfileOf(string name) => (PoolProfile)Array.IndexOf(Profiles, name);

    public static string NameOf(PoolFormatName format) => format switch
    {
        PoolFormatName.Gratis => "gratis",
        PoolFormatName.Json => "json",
        _ => "litellm",
    };

    public static string NameOf(PoolProfile profile) => profile switch
    {
        PoolProfile.Document => "document",
        PoolProfile.Script => "script",
        _ => "ours",
    };
}
