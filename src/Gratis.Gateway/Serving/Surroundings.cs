using System.Collections;
using Gratis.AspNetCore.Pages;

namespace Gratis.Gateway.Serving;

/// <summary>Everything a gateway takes from outside, in one place so that a test can bring its own.</summary>
/// <param name="WorkingDirectory">Where relative paths start.</param>
/// <param name="Environment">The environment variables.</param>
/// <param name="Terminal">Where the owner reads what is shown once.</param>
/// <param name="Time">The clock.</param>
/// <param name="Chance">Jitter and ids.</param>
/// <param name="Log">Where log lines go; null: standard error.</param>
internal sealed record Surroundings(
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    TextWriter Terminal,
    TimeProvider Time,
    Random Chance,
    ILoggerProvider? Log = null)
{
    /// <summary>The web console that was built with this program, if any was.</summary>
    public ConsoleFiles WebConsole { get; init; } = ConsoleFiles.In(typeof(Surroundings).Assembly);

    public static Surroundings OfProcess() => new(
        Directory.GetCurrentDirectory(),
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""),
        Console.Error,
        TimeProvider.System,
        new Random());
}

/// <summary>What the command line asked of <c>serve</c>.</summary>
internal sealed record ServeRequest(string? Config = null, string? Data = null, string? Host = null, int? Port = null, bool Demo = false);
