using System.Collections;
using System.Collections.Immutable;

namespace Gratis.Gateway.Configuration.Environments;

/// <summary>The process's environment over the <c>.env</c> file. An empty value counts as not set.</summary>
internal sealed class ConfigEnvironment(IReadOnlyDictionary<string, string> process, ImmutableDictionary<string, DotEnvValue> dotEnv)
{
    public static ConfigEnvironment Empty { get; } = new(ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, DotEnvValue>.Empty);

    /// <summary>Every name that has a value, in order.</summary>
    public IEnumerable<string> Names =>
        process.Keys.Concat(dotEnv.Keys).Distinct(StringComparer.Ordinal).Where(name => Get(name) is not null).Order(StringComparer.Ordinal);

    /// <summary>The value of a variable, or null.</summary>
    public string? Get(string name) => Find(name)?.Text;

    /// <summary>The value of a variable and where it was set.</summary>
    public (string Text, Origin At)? Find(string name)
    {
        if (process.TryGetValue(name, out var text) && text.Length > 0)
            return (text, new Origin(ConfigLayer.Environment, $"environment variable {name}"));
        return dotEnv.TryGetValue(name, out var value) && value.Text.Length > 0 ? (value.Text, value.At) : null;
    }

    /// <summary>A copy of this process's environment.</summary>
    public static ImmutableDictionary<string, string> OfProcess()
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            values[(string)entry.Key] = (string?)entry.Value ?? "";
        return values.ToImmutable();
    }
}
