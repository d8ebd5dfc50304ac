using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Stores;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>
/// How many probes each provider has had within a day, and may have. Written down before a probe is sent: a crash gives nothing back.
/// Counted over any 24 hours, so that no provider's day, wherever it begins, sees more.
/// </summary>
internal sealed class ProbeBudget(TimeProvider time, ISettingsStore? store = null) : IDisposable
{
    /// <summary>Where nobody knows how many requests a day there are.</summary>
    public const int WithoutKnownQuota = 10;

    private const string Prefix = "diagnosis/probes/";
    private const int Divisor = 20; // 5 %
    private const int MostADay = 200;

    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _taking = new(1);
    private readonly ConcurrentDictionary<string, ImmutableArray<long>> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How many probes a day the pools of a route allow: 5 % of the smallest, counting all probes of its provider. What is granted once
    /// and never again is not spent on questions.
    /// </summary>
    public static int LimitOf(IEnumerable<PoolReport> pools)
    {
        long? least = null;
        foreach (var pool in pools)
        {
            if (pool.Limit.Metric == QuotaMetric.Requests && pool.Amount is { } amount && PerDay(amount, pool.Limit.Period) is { } daily && !(daily >= least))
                least = daily;
        }

        return least is { } known ? (int)Math.Min(known / Divisor, MostADay) : WithoutKnownQuota;
    }

    /// <summary>Takes up what was counted before.</summary>
    public async ValueTask LoadAsync(CancellationToken cancel)
    {
        if (store is null)
            return;
        foreach (var kept in await store.FindAll(Prefix, cancel))
            _taken[kept.Key[Prefix.Length..]] = Read(kept);
    }

    /// <summary>Probes that a provider has had in the last 24 hours.</summary>
    public int Used(string provider) => Recent(provider, time.GetUtcNow().ToUnixTimeSeconds()).Length;

    /// <summary>Counts one more; false when that were more than the limit.</summary>
    public async ValueTask<bool> TryTakeAsync(string provider, int limit, CancellationToken cancel)
    {
        await _taking.WaitAsync(cancel);
        try
        {
            // Every probe of every replica is in the store before it is sent, and so is what was counted here.
            if (store is not null)
                _taken[provider] = await store.Find(Prefix + provider, cancel) is { } kept ? Read(kept) : [];

            var now = time.GetUtcNow().ToUnixTimeSeconds();
            var taken = Recent(provider, now);
            if (taken.Length >= limit)
                return false;

            taken = taken.Add(now);
            if (store is not null)
                await store.Save(Prefix + provider, JsonSerializer.Serialize([.. taken], ProbeJson.Default.Int64Array), cancel);
            _taken[provider] = taken;
            return true;
        }
        finally
        {
            _taking.Release();
        }
    }

    public void Dispose() => _taking.Dispose();

    private static ImmutableArray<long> Read(Setting kept) => [.. JsonSerializer.Deserialize(kept.Value, ProbeJson.Default.Int64Array) ?? []];

    // Later than now: the clock was set back. Those count until they are a day away on either side.
    private ImmutableArray<long> Recent(string provider, long now) =>
        _taken.TryGetValue(provider, out var taken) ? taken.RemoveAll(at => Math.Abs(now - at) >= (long)Window.TotalSeconds) : [];

    private static long? PerDay(long amount, QuotaPeriod period) => period.Unit switch
    {
        PeriodUnit.Day or PeriodUnit.Week or PeriodUnit.Month => amount / Math.Max(1, (long)period.Length.TotalDays),
        PeriodUnit.Lifetime => 0,
        _ => null,
    };
}

[JsonSerializable(typeof(long[]))]
internal sealed partial class ProbeJson : JsonSerializerContext;
