namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>One that wants a place in <c>primary</c>.</summary>
/// <param name="Id">No two alike.</param>
/// <param name="Points">How well it suits; see <see cref="PrimaryScore"/>.</param>
/// <param name="IsHealthy">False: it keeps no place and takes nobody's, and fills one only while there is nothing better.</param>
internal sealed record PrimaryEntry(string Id, double Points, bool IsHealthy = true);

/// <summary>
/// Who is in <c>primary</c>. Whoever was in it stays, so that clients do not meet another model every day, but no longer than it
/// deserves to: one that is gone or in trouble leaves at once, and a newcomer that leads by the margin takes the place of the weakest.
/// </summary>
internal static class PrimaryPool
{
    public const int Size = 10;

    /// <summary>By how much a newcomer must lead: half of what lies between a model that codes and one that does not.</summary>
    public const double Margin = 10;

    /// <summary>The shares of the members, best first: a head of two, so that no single model meets every limit first.</summary>
    public static IReadOnlyList<int> Weights { get; } = [6, 6, 3, 3, 3, 1, 1, 1, 1, 1];

    /// <summary>The members, best first.</summary>
    /// <param name="entries">Everybody who may be in it.</param>
    /// <param name="incumbents">The ids of those who were.</param>
    /// <param name="size">How many places there are.</param>
    public static IReadOnlyList<PrimaryEntry> Choose(IReadOnlyList<PrimaryEntry> entries, IReadOnlyList<string> incumbents, int size = Size)
    {
        var held = incumbents.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var members = BestFirst(entries.Where(entry => entry.IsHealthy && held.Contains(entry.Id))).Take(size).ToList();
        var others = new Queue<PrimaryEntry>(BestFirst(entries.Except(members)));
        while (members.Count < size && others.TryDequeue(out var next))
            members.Add(next);

        // The strongest challenger meets the weakest member: when that one holds its place, so do all.
        while (others.TryDequeue(out var challenger))
        {
            var weakest = members.MinBy(member => member.Points)!;
            if (!challenger.IsHealthy || challenger.Points < weakest.Points + Margin)
                break;
            members[members.IndexOf(weakest)] = challenger;
        }

        return [.. BestFirst(members)];
    }

    private static IOrderedEnumerable<PrimaryEntry> BestFirst(IEnumerable<PrimaryEntry> entries) => entries
        .OrderByDescending(entry => entry.IsHealthy)
        .ThenByDescending(entry => entry.Points)
        .ThenBy(entry => entry.Id, StringComparer.OrdinalIgnoreCase);
}
