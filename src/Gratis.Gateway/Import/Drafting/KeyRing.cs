using System.Collections.Immutable;
using System.Globalization;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Import.Drafting;

/// <summary>
/// The secrets of a source. One that is a reference stays one; one in clear becomes a variable, and its value goes nowhere but into an
/// environment file that the owner asks for.
/// </summary>
internal sealed class KeyRing
{
    // What people write where a server wants some key and takes any.
    private static readonly HashSet<string> Fillers = new(
        ["none", "null", "empty", "dummy", "na", "n/a", "not-needed", "no-key", "no-key-required", "sk-no-key-required", "fake", "fake-key", "anything", "any", "ollama", "lm-studio", "vllm"],
        StringComparer.OrdinalIgnoreCase);

    private readonly OrderedDictionary<string, NeededVariable> _needed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>What the config refers to, in the order in which it does.</summary>
    public ImmutableArray<NeededVariable> Needed => [.. _needed.Values];

    /// <summary>Variables that the source sets and nothing refers to.</summary>
    public IEnumerable<string> Unused => _values.Keys.Where(name => !_needed.ContainsKey(name)).Order(StringComparer.Ordinal);

    /// <summary>It stands in for a key where none is wanted.</summary>
    public static bool IsNoKey(string text) => Fillers.Contains(text.Trim());

    /// <param name="secret">The secret as the source has it.</param>
    /// <param name="name">What its variable is called, where it needs one.</param>
    /// <param name="purpose">What it is.</param>
    public DraftValue Take(ScalarNode secret, string name, string purpose)
    {
        if (secret.Variables.IsEmpty)
            return DraftValue.Reference(NameOf(secret.Text, name, purpose));
        foreach (var variable in secret.Variables)
            Need(variable, purpose);
        return DraftValue.Of(secret);
    }

    /// <summary>A reference of the source in a spelling of its own.</summary>
    public DraftValue Refer(string variable, string purpose)
    {
        Need(variable, purpose);
        return DraftValue.Reference(variable);
    }

    /// <summary>The source sets a variable itself.</summary>
    public void Remember(string variable, string secret) => _values[variable] = secret;

    private void Need(string variable, string purpose) =>
        _needed.TryAdd(variable, new NeededVariable(variable, purpose) { Secret = _values.GetValueOrDefault(variable) });

    private string NameOf(string secret, string wanted, string purpose)
    {
        // An example of a key, as in sk-..., is none.
        var isExample = secret.Contains("...", StringComparison.Ordinal);
        if (!isExample && _names.TryGetValue(secret, out var known))
            return known;
        var name = wanted;
        for (var i = 2; _needed.ContainsKey(name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{i}");
        _needed.Add(name, new NeededVariable(name, purpose) { Secret = isExample ? null : secret });
        if (!isExample)
            _names.Add(secret, name);
        return name;
    }
}
