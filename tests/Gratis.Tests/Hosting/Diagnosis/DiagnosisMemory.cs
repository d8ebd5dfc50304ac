using Gratis.Catalog.Learned;
using Gratis.Stores;
using Gratis.Tests.Discovery;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>What outlives the process: facts, lists, settings.</summary>
internal sealed class DiagnosisMemory : IEvidenceStore, ISettingsStore
{
    private readonly Dictionary<(string Route, string Topic), LearnedFact> _facts = [];
    private readonly SortedDictionary<string, Setting> _settings = new(StringComparer.Ordinal);

    public KeptLists Lists { get; } = new();

    public IEnumerable<LearnedFact> Facts => _facts.Values;

    public ValueTask<IReadOnlyList<LearnedFact>> Load(CancellationToken cancellation) => new([.. _facts.Values]);

    public void Keep(LearnedFact fact) => _facts[(fact.Route, fact.Topic)] = fact;

    public void Forget(string route, string topic) => _facts.Remove((route, topic));

    public ValueTask<Setting?> Find(string key, CancellationToken cancellation) => new(_settings.GetValueOrDefault(key));

    public ValueTask<IReadOnlyList<Setting>> FindAll(string prefix, CancellationToken cancellation) =>
        new([.. _settings.Values.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal))]);

    public ValueTask<Setting> Save(string key, string value, CancellationToken cancellation) => new(_settings[key] = new Setting(key, value, 1, default));

    public ValueTask<bool> Add(string key, string value, CancellationToken cancellation) => new(_settings.TryAdd(key, new Setting(key, value, 1, default)));

    public ValueTask<bool> Remove(string key, CancellationToken cancellation) => new(_settings.Remove(key));
}
