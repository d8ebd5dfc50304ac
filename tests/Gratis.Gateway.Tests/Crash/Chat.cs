using System.Text;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>Chat requests to a gateway in another process.</summary>
internal static class Chat
{
    /// <param name="gateway">Where it listens.</param>
    /// <param name="model">Which model is asked.</param>
    /// <param name="stream">Whether the answer comes word by word.</param>
    /// <param name="maxTokens">How long it may be.</param>
    /// <param name="question">What is asked.</param>
    public static HttpRequestMessage Of(Uri gateway, string model, bool stream = false, int maxTokens = 40, string question = "hi") =>
        new(HttpMethod.Post, new Uri(gateway, "/v1/chat/completions"))
        {
            Content = new StringContent(
                $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},"max_tokens":{{maxTokens}},"messages":[{"role":"user","content":"{{question}}"}]}""",
                Encoding.UTF8, "application/json"),
        };
}
