using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Model;

namespace Gratis.Gateway.Tests.Configuration;

/// <summary>Reads configs with a handful of built-in providers known.</summary>
internal static class Reading
{
    public static ConfigKnowledge Knowledge { get; } = new(
        [
            new KnownProvider("openrouter", ["OPENROUTER_API_KEY"]),
            new KnownProvider("groq", ["GROQ_API_KEY"]),
            new KnownProvider("gemini", ["GEMINI_API_KEY", "GOOGLE_API_KEY"]),
            new KnownProvider("zhipu", ["ZHIPU_API_KEY"]),
            new KnownProvider("siliconflow", ["SILICONFLOW_API_KEY"]),
            new KnownProvider("modelscope", ["MODELSCOPE_API_KEY"]),
            new KnownProvider("github-models", ["GITHUB_TOKEN"]),
            new KnownProvider("ollama", []),
        ],
        ["chat-free", "reasoning-free", "chat-free-large", "chat-lite", "chat", "primary", "paid-tools"]);

    public static ConfigReading Of(string? yaml, string? dotEnv = null, params (string Name, string Value)[] environment) =>
        new ConfigReader(Knowledge).Read(
            yaml is null ? null : new SourceText("gratis.yaml", yaml),
            dotEnv is null ? null : new SourceText(".env", dotEnv),
            environment.ToDictionary(entry => entry.Name, entry => entry.Value));

    public static GatewayConfig Valid(string? yaml, string? dotEnv = null, params (string Name, string Value)[] environment)
    {
        var reading = Of(yaml, dotEnv, environment);
        reading.Errors.ShouldBeEmpty();
        return reading.Config;
    }

    public static string[] Errors(string yaml, params (string Name, string Value)[] environment) =>
        [.. Of(yaml, null, environment).Errors.Select(error => error.ToString())];

    public static string[] Warnings(string yaml, params (string Name, string Value)[] environment) =>
        [.. Of(yaml, null, environment).Warnings.Select(warning => warning.ToString())];
}
