using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gratis.Catalog.Models;

namespace Gratis.Catalog.Facts;

/// <summary>Every provider the program knows out of the box. Made once, by whoever composes the program.</summary>
internal sealed class BuiltInFacts
{
    private const string Prefix = "facts/";
    private const string ModelsPrefix = "models/";

    // Not frozen: it is asked a few times at a start or reload, and freezing costs more than all its lookups.
    private readonly Dictionary<string, ProviderFacts> _byName = new(StringComparer.OrdinalIgnoreCase);

    // Read when first asked for: of some seventy providers an owner has keys for a handful.
    private readonly ConcurrentDictionary<string, ImmutableArray<ModelFacts>> _models = new(StringComparer.Ordinal);
    private readonly Func<string, TextReader?> _openModels;
    private readonly Lazy<Dictionary<string, string>> _names;
    private readonly Lazy<Benchmarks> _benchmarks = new(Benchmarks.Load);

    /// <summary>Takes the given providers; ids and aliases must not meet.</summary>
    /// <param name="providers">The providers.</param>
    /// <param name="openModels">Opens the file of curated models of that name, null where there is none; without it there are none.</param>
    internal BuiltInFacts(IEnumerable<ProviderFacts> providers, Func<string, TextReader?>? openModels = null)
    {
        _openModels = openModels ?? (static _ => null);
        All = ImmutableArray.CreateRange(providers).Sort(static (left, right) => string.CompareOrdinal(left.Id, right.Id));
        foreach (var provider in All)
        {
            Add(provider.Id, provider);
            foreach (var alias in provider.Aliases)
            {
                Add(alias, provider);
            }
        }

        _names = new(() => _byName.ToDictionary(known => known.Key, known => known.Value.Id, StringComparer.OrdinalIgnoreCase));

        void Add(string name, ProviderFacts provider)
        {
            if (!_byName.TryAdd(name, provider))
            {
                throw new FormatException($"'{name}' names both {_byName[name].Id} and {provider.Id}; ids and aliases of providers must differ.");
            }
        }
    }

    /// <summary>All providers, by id.</summary>
    public ImmutableArray<ProviderFacts> All { get; }

    /// <summary>Every id and alias, and the id it stands for, in any case.</summary>
    public IReadOnlyDictionary<string, string> Names => _names.Value;

    /// <summary>How good models are, as others measured it.</summary>
    public Benchmarks Benchmarks => _benchmarks.Value;

    /// <summary>Reads the facts that are shipped inside the engine.</summary>
    public static BuiltInFacts Load()
    {
        var assembly = typeof(BuiltInFacts).Assembly;
        var providers = new List<ProviderFacts>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                providers.Add(FactsReader.Read(name[Prefix.Length..], reader));
            }
        }

        return new BuiltInFacts(
            providers,
            file => assembly.GetManifestResourceStream(ModelsPrefix + file) is { } stream ? new StreamReader(stream, Encoding.UTF8) : null);
    }

    /// <summary>What is known of a provider's models beforehand; empty for one that nobody knows. Any thread may ask.</summary>
    /// <param name="providerId">An id or alias, in any case.</param>
    public ImmutableArray<ModelFacts> ModelsOf(string providerId) =>
        TryFind(providerId, out var provider) ? _models.GetOrAdd(provider.Id, ReadModels) : [];

    /// <summary>Finds a provider by id or alias, in any case.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ProviderFacts? provider) => _byName.TryGetValue(name, out provider);

    /// <summary>The providers that have a key in the environment. Several keys are separated by commas; a provider's first variable with a key wins.</summary>
    public ImmutableArray<EnvironmentAccounts> FromEnvironment(Func<string, string?> environment)
    {
        var found = ImmutableArray.CreateBuilder<EnvironmentAccounts>();
        foreach (var provider in All)
        {
            if (provider.FindKeys(environment) is { } accounts)
            {
                found.Add(accounts);
            }
        }

        return found.DrainToImmutable();
    }

    private ImmutableArray<ModelFacts> ReadModels(string id)
    {
        var file = id + ".yaml";
        using var reader = _openModels(file);
        return reader is null ? [] : ModelFactsReader.Read(file, reader);
    }
}
