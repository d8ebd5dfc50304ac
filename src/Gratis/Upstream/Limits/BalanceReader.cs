using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>
/// Reads what an account endpoint says is left. Where gifts and money paid in are told apart, only the gift is read: that is what a free
/// quota is about. Pure; whatever was sent, it never throws.
/// </summary>
internal static class BalanceReader
{
    private static readonly QuotaPeriod Lifetime = new(PeriodUnit.Lifetime);

    /// <summary>Adds what the answer says to <paramref name="readings"/>; false when it is no answer of that kind at all.</summary>
    /// <param name="endpoint">Who was asked.</param>
    /// <param name="json">The body.</param>
    /// <param name="now">The present.</param>
    /// <param name="readings">What is added to.</param>
    public static bool Read(BalanceEndpoint endpoint, ReadOnlySpan<byte> json, DateTimeOffset now, ref LimitReadings readings)
    {
        if (!BalanceJson.TryParse(json, out var root))
            return false;

        switch (endpoint.Style)
        {
            case BalanceStyle.OpenRouter:
                ReadOpenRouter(root["data"u8], ref readings);
                break;
            case BalanceStyle.DeepSeek:
                var usd = root["balance_infos"u8].With("currency"u8, "USD"u8)["granted_balance"u8].Number;
                AddCredits(root["is_available"u8].IsFalse ? 0 : usd, ref readings);
                break;
            case BalanceStyle.Moonshot:
                var account = root["data"u8];
                AddCredits(InUsd(endpoint, account["voucher_balance"u8].Number ?? account["available_balance"u8].Number), ref readings);
                break;
            case BalanceStyle.SiliconFlow:
                AddCredits(InUsd(endpoint, root["data"u8]["balance"u8].Number), ref readings);
                break;
            case BalanceStyle.Novita:
                // What may be owed is part of it, and no gift.
                AddCredits(Amount(root["availableBalance"u8]) - (Amount(root["creditLimit"u8]) ?? 0), ref readings, unitsPerUsd: 10_000);
                break;
            case BalanceStyle.ModelScope:
                AddRequests(QuotaScope.Account, null, Whole(root["data"u8]["available_balance"u8].Number), ref readings);
                break;
            case BalanceStyle.Ollama:
                ReadOllama(root["included"u8], now, ref readings);
                break;
            default:
                return false;
        }

        return true;
    }

    private static void ReadOpenRouter(BalanceJson key, ref LimitReadings readings)
    {
        // How high it is depends on what was ever bought, not on the "free tier" flag beside it.
        var daily = key["free_model_daily_requests"u8];
        var limit = Whole(daily["limit"u8].Number);
        AddRequests(QuotaScope.ModelClass, limit, Whole(daily["remaining"u8].Number) ?? Floor(limit - Whole(daily["used"u8].Number)), ref readings);

        if (PeriodOf(key["limit_reset"u8]) is { } period)
            AddCredits(key["limit_remaining"u8].Number, ref readings, key["limit"u8].Number, period);
    }

    private static void ReadOllama(BalanceJson included, DateTimeOffset now, ref LimitReadings readings)
    {
        AddCredits(
            included["balance_usd"u8].Number, ref readings, included["allowance_usd"u8].Number, new QuotaPeriod(PeriodUnit.Month),
            Instant(included["period"u8]["until"u8], now));
        AddShare(included["session"u8], new QuotaPeriod(PeriodUnit.Hour, 5), now, ref readings);
        AddShare(included["weekly"u8], new QuotaPeriod(PeriodUnit.Week), now, ref readings);
    }

    /// <summary>A share of nobody knows what: only its end is a figure.</summary>
    private static void AddShare(BalanceJson window, QuotaPeriod period, DateTimeOffset now, ref LimitReadings readings)
    {
        if (window["remaining_percent"u8].Number <= 0)
            AddCredits(0, ref readings, period: period, resetsAt: Instant(window["resets_at"u8], now));
    }

    private static void AddRequests(QuotaScope scope, long? limit, long? remaining, ref LimitReadings readings)
    {
        // None at all would close the pool for ever; none left closes it until it resets, and then it is asked again.
        limit = limit == 0 ? null : limit;
        if (limit is null && remaining is null)
            return;
        readings.Add(new LimitReading
        {
            Metric = QuotaMetric.Requests,
            Period = QuotaPeriod.Day,
            Scope = scope,
            Limit = limit,
            Remaining = remaining,
            Source = LimitSource.Balance,
        });
    }

    private static void AddCredits(
        decimal? remaining, ref LimitReadings readings, decimal? limit = null, QuotaPeriod? period = null, DateTimeOffset? resetsAt = null, int unitsPerUsd = 1)
    {
        var amount = Billionths(limit, unitsPerUsd) is > 0 and var told ? told : (long?)null;
        var left = Billionths(remaining, unitsPerUsd);
        if (amount is null && left is null)
            return;
        readings.Add(new LimitReading
        {
            Metric = QuotaMetric.Credits,
            Period = period ?? Lifetime,
            Scope = QuotaScope.Account,
            Limit = amount,
            Remaining = left,
            ResetsAt = resetsAt,
            Source = LimitSource.Balance,
        });
    }

    /// <summary>Sites in China count in their own currency, of which only nothing is the same everywhere.</summary>
    private static decimal? InUsd(BalanceEndpoint endpoint, decimal? amount) =>
        amount > 0 && endpoint.Url.Host.EndsWith(".cn", StringComparison.OrdinalIgnoreCase) ? null : amount;

    /// <summary>The window of a key's own limit; null where nobody knows the word.</summary>
    private static QuotaPeriod? PeriodOf(BalanceJson reset)
    {
        if (!reset.TryText(out var word))
            return Lifetime;
        return LimitPeriods.Unit(word) is not PeriodUnit.None and var unit ? new QuotaPeriod(unit) : null;
    }

    private static DateTimeOffset? Instant(BalanceJson value, DateTimeOffset now) =>
        value.TryText(out var text) && Instants.TryReadIsoPrefix(text, out var instant) && instant > now && instant - now <= Durations.Longest ? instant : null;

    private static long? Whole(decimal? number) => number switch
    {
        null or > LimitFigures.Most => null,
        < 0 => 0,
        { } amount => (long)amount,
    };

    private static long? Floor(long? number) => number < 0 ? 0 : number;

    private static decimal? Amount(BalanceJson value) => value.Number is <= LimitFigures.Most and var amount ? Math.Max(0, amount) : null;

    private static long? Billionths(decimal? amount, int unitsPerUsd) =>
        amount is <= LimitFigures.Most and var units ? Whole(Math.Max(0, units) / unitsPerUsd * 1_000_000_000) : null;
}
