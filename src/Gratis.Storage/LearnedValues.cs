using System.Data.Common;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Discovery.Listings;
using Gratis.Health.Measures;

namespace Gratis.Storage;

/// <summary>What was learned as it lies in rows, whichever database they lie in; null where a row is not what we wrote.</summary>
internal static class LearnedValues
{
    public const string FactColumns = "route, topic, value, source, origin, at, confidence, detail";

    public const string ListingColumns = "provider, format, body";

    public const string MeasureColumns = "route, at, served, failed, seconds, first_tokens";

    public static LearnedFact? Fact(DbDataReader row) =>
        row.GetValue(0) is string route && row.GetValue(1) is string topic && row.GetValue(2) is string value &&
        RowValues.Word(row, 3, out ClaimSource source) && row.GetValue(4) is string origin &&
        RowValues.Instant(row, 5, out DateTimeOffset? at) &&
        RowValues.Amount(row, 6, out double confidence) && confidence <= 1 && RowValues.Text(row, 7, out string? detail)
            ? new LearnedFact(route, topic, value, new Evidence(source, origin, at, confidence, detail))
            : null;

    /// <summary>What is no number is NULL to SQLite, and one row that is refused would hold up everybody's.</summary>
    public static double Confidence(Evidence evidence) => double.IsNaN(evidence.Confidence) ? 0 : Math.Clamp(evidence.Confidence, 0, 1);

    public static ProviderListing? Listing(DbDataReader row) =>
        row.GetValue(0) is string provider && row.GetValue(1) is ListingJson.Format && row.GetValue(2) is string body &&
        ListingJson.Read(body) is { } listing && listing.Provider == provider
            ? listing
            : null;

    public static MeasureRecord? Measure(DbDataReader row) =>
        row.GetValue(0) is string route && RowValues.Instant(row, 1, out DateTimeOffset? at) && at is not null &&
        RowValues.Amount(row, 2, out double served) && RowValues.Amount(row, 3, out double failed) &&
        RowValues.Amount(row, 4, out double seconds) && row.GetValue(5) is byte[] blob && FirstTokensBlob.Decode(blob) is { } firstTokens
            ? new MeasureRecord(route, at.Value, served, failed, seconds, firstTokens)
            : null;
}
