using System.Globalization;
using Gratis.Stores;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Requests;

/// <summary>What a query asks of the log.</summary>
/// <param name="Filter">Which requests.</param>
/// <param name="Before">Only those with lower numbers.</param>
/// <param name="Limit">No more than so many.</param>
internal sealed record RequestQuery(RequestFilter Filter, long Before, int Limit)
{
    private const int UsualLimit = 100;
    private const int MostLimit = 1000;

    private static readonly string[] Operations = ["chat", "embeddings", "rerank"];

    /// <summary>The query, or what is wrong with which parameter of it.</summary>
    public static RequestQuery? Read(IQueryCollection query, out string? fault, out string? parameter)
    {
        (fault, parameter) = (null, null);
        var (limit, before) = (UsualLimit, long.MaxValue);
        DateTimeOffset? from = null, to = null;
        var operation = Word(query, "operation");
        if (query.ContainsKey("limit") && !(int.TryParse(query["limit"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostLimit))
            (parameter, fault) = ("limit", $"limit must be a whole number from 1 to {MostLimit}.");
        else if (query.ContainsKey("before") && !long.TryParse(query["before"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out before))
            (parameter, fault) = ("before", "before must be what an answer gave as next.");
        else if (!TryInstant(query, "from", ref from))
            (parameter, fault) = ("from", "from must be an instant such as 2026-01-31T12:00:00Z.");
        else if (!TryInstant(query, "to", ref to))
            (parameter, fault) = ("to", "to must be an instant such as 2026-01-31T12:00:00Z.");
        else if (from >= to)
            (parameter, fault) = ("from", "from must be earlier than to.");
        else if (operation is not null && !Operations.Contains(operation, StringComparer.OrdinalIgnoreCase))
            (parameter, fault) = ("operation", $"operation must be one of {string.Join(", ", Operations)}.");
        if (fault is not null)
            return null;

        var filter = new RequestFilter
        {
            Model = Word(query, "model"),
            Route = Word(query, "route"),
            Provider = Word(query, "provider"),
            Client = Word(query, "client"),
            Status = Word(query, "status"),
            Outcome = Word(query, "outcome"),
            Operation = operation,
            From = from,
            To = to,
            Text = Word(query, "q"),
        };
        return new RequestQuery(filter, before, limit);
    }

    /// <summary>What a parameter says; null where it says nothing.</summary>
    private static string? Word(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 } word ? word : null;

    private static bool TryInstant(IQueryCollection query, string name, ref DateTimeOffset? instant)
    {
        if (Word(query, name) is not { } word)
            return true;
        var isOne = DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var said);
        instant = said;
        return isOne;
    }
}
