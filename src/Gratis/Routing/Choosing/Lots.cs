using System.Runtime.InteropServices;

namespace Gratis.Routing.Choosing;

/// <summary>Draws the lots. Outlives catalogues, so that a lane of few requests has its trials too.</summary>
internal sealed class Lots(Random random)
{
    /// <summary>Of so many requests for a lane one may try a route that nobody knows yet.</summary>
    public const int TrialEvery = 20;

    // Names come from the catalogue, yet spellings of bare names are many: beyond this a lane has no trials.
    private const int MostLanes = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lot of one request for a lane; none where measures have no say.</summary>
    public Lot Draw(ModelTarget lane)
    {
        if (!Leaders.AreOpenToEvidence(lane))
            return default;

        lock (_gate)
            return new Lot((ulong)random.NextInt64() | 1, IsTrial(lane.Name));
    }

    private bool IsTrial(string lane)
    {
        if (_turns.Count >= MostLanes && !_turns.ContainsKey(lane))
            return false;
        ref var turn = ref CollectionsMarshal.GetValueRefOrAddDefault(_turns, lane, out _);
        turn = (turn + 1) % TrialEvery;
        return turn == 0;
    }
}
