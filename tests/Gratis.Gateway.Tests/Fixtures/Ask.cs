namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>Requests that are as they should be.</summary>
internal static class Ask
{
    public const string Path = "/v1/chat/completions";

    public static string Of(string model) => $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}""";

    public static string Streaming(string model) => $$"""{"model":"{{model}}","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    /// <summary>A stream by a client that wants to know the usage.</summary>
    public static string StreamingWithUsage(string model) =>
        $$"""{"model":"{{model}}","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"hi"}]}""";
}
