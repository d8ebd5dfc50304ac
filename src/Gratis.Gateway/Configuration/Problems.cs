using System.Collections.Immutable;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration;

/// <summary>Collects everything wrong with a config, so that the owner sees all of it at once.</summary>
internal sealed class Problems
{
    // A shorter value would be found by chance in key names and our own words.
    private const int ShortestScrubbed = 6;

    private readonly List<ConfigProblem> _errors = [];
    private readonly List<ConfigProblem> _warnings = [];
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    public ImmutableArray<ConfigProblem> Errors => [.. _errors.Select(Scrub).Distinct().OrderBy(problem => problem.At.Layer).ThenBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column)];

    public ImmutableArray<ConfigProblem> Warnings => [.. _warnings.Select(Scrub).Distinct()];

    /// <summary>An error; <paramref name="message"/> follows the key's path.</summary>
    public void Error(Origin at, string key, string message) => _errors.Add(new ConfigProblem(at, key, Sentence(key, message)));

    /// <summary>A warning; <paramref name="message"/> follows the key's path.</summary>
    public void Warn(Origin at, string key, string message) => _warnings.Add(new ConfigProblem(at, key, Sentence(key, message)));

    /// <summary>Remembers a secret, so that it is taken out of every message, wherever else the owner wrote it.</summary>
    public void Hide(string secret)
    {
        if (secret.Length >= ShortestScrubbed)
            _secrets.Add(secret);
    }

    private static string Sentence(string key, string message) => key.Length == 0 ? message : $"{key} {message}";

    private ConfigProblem Scrub(ConfigProblem problem)
    {
        var (key, message) = (problem.Key, problem.Message);
        foreach (var secret in _secrets)
        {
            key = key.Replace(secret, Secret.Redact(""), StringComparison.Ordinal);
            message = message.Replace(secret, Secret.Redact(""), StringComparison.Ordinal);
        }

        return problem with { Key = key, Message = message };
    }
}
