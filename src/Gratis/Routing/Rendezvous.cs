namespace Gratis.Routing;

/// <summary>Rendezvous hashing: each conversation has its own order of candidates, and loses its first only when that one is gone.</summary>
internal static class Rendezvous
{
    /// <summary>The place of the candidate that a conversation belongs to.</summary>
    public static int Choose(IReadOnlyList<Candidate> candidates, ulong conversation)
    {
        var best = 0;
        var highest = Weight(candidates[0], conversation);
        for (var i = 1; i < candidates.Count; i++)
        {
            var weight = Weight(candidates[i], conversation);
            if (weight > highest)
                (best, highest) = (i, weight);
        }

        return best;
    }

    /// <summary>Mixed so that neither near keys nor near conversations lead to near weights.</summary>
    private static ulong Weight(Candidate candidate, ulong conversation)
    {
        var mixed = (candidate.Key ^ conversation) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return mixed ^ (mixed >> 32);
    }
}
