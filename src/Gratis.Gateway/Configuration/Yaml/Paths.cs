namespace Gratis.Gateway.Configuration.Yaml;

/// <summary>Key paths as messages write them: <c>providers.groq.api_keys[1]</c>.</summary>
internal static class Paths
{
    public static string Join(string parent, string key) => parent.Length == 0 ? key : $"{parent}.{key}";

    public static string Item(string parent, int index) => $"{parent}[{index}]";
}
