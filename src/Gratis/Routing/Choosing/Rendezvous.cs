namespace Gratis.Routing.Choosing;

/// <summary>Rendezvous hashing: each conversation has its own order of places, and loses its first only when that one is gone.</summary>
internal static class Rendezvous
{
    /// <summary>The place of the candidate that a conversation belongs to.</summary>
    public static int Choose(IReadOnlyList<Candidate> candidates, ulong conversation)
    {
        var best = 0;
        var highest = Mix(candidates[0].Key, conversation);
        for (var i = 1; i < candidates.Count; i++)
        {
            var weight = Mix(candidates[i].Key, conversation);
            if (weight > highest)
                (best, highest) = (i, weight);
        }

        return best;
    }

    /// <summary>How much a conversation is drawn to a place; over many conversations each place draws the most of its share of them.</summary>
    public static double Pull(ulong place, ulong conversation, int share)
    {
        // The upper 53 bits as a number between 0 and 1, ends excluded.
        var uniform = ((Mix(place, conversation) >> 11) + 0.5) * (1.0 / (1L << 53));
        return share / -Math.Log(uniform);
    }

    /// <summary>Mixed so that neither near keys nor near conversations lead to near weights.</summary>
    private static ulong Mix(ulong place, ulong conversation)
    {
        var mixed = (place ^ conversation) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return mixed ^ (mixed >> 32);
    }
}
