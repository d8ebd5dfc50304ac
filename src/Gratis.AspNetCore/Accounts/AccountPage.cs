using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Accounts;

/// <summary>A piece of the list of accounts: <c>?limit=</c> of them, from where <c>?before=</c> says.</summary>
/// <param name="Limit">How many at most.</param>
/// <param name="Before">The place at which the former piece ended; null: from the beginning.</param>
internal sealed record AccountPage(int Limit, string? Before)
{
    public const int MostRows = 1000;

    private const int UsualLimit = 100;

    /// <summary>What a request asks for; null where its limit is none.</summary>
    public static AccountPage? Of(IQueryCollection query)
    {
        var limit = UsualLimit;
        if (query.ContainsKey("limit")
            && !(int.TryParse(query["limit"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostRows))
            return null;
        return new AccountPage(limit, query["before"].ToString() is { Length: > 0 } place ? place : null);
    }

    /// <summary>The rows, and where the next piece goes on; null at the end.</summary>
    public (IReadOnlyList<AccountEntry> Rows, string? Next) Cut(IEnumerable<AccountEntry> inOrder)
    {
        List<AccountEntry> rows = [.. inOrder.Where(entry => Before is null || string.CompareOrdinal(entry.Place, Before) > 0).Take(Limit + 1)];
        return rows.Count <= Limit ? (rows, null) : (rows[..Limit], rows[Limit - 1].Place);
    }
}
