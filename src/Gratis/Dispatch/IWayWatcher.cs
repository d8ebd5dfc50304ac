using Gratis.Routing;

namespace Gratis.Dispatch;

/// <summary>Hears of a request's way while it is on it. Called in the middle of the dispatch: it notes what it is told and returns at once.</summary>
internal interface IWayWatcher
{
    /// <summary>These would be tried, in this order.</summary>
    void Planned(Plan plan);

    /// <summary>A call to this one is about to be made.</summary>
    void Asking(Candidate candidate);

    /// <summary>Nothing is open; the first opens then by time alone, where that is known.</summary>
    void Waiting(DateTimeOffset? opens);

    /// <summary>A call has failed, or its answer is committed to.</summary>
    void Tried(in AttemptRecord attempt);
}
