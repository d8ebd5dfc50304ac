namespace Gratis.Stores;

/// <summary>Requests that have ended and that nobody has written down yet. Bounded: while nobody takes them, new ones are left out and counted.</summary>
internal interface IUnwrittenRequests
{
    /// <summary>How many were left out, or could not be written.</summary>
    long Dropped { get; }

    /// <summary>From now on requests are kept for whoever writes them down.</summary>
    /// <param name="wake">Called when the first one waits; returns at once.</param>
    void Begin(Action wake);

    /// <summary>Numbers go on behind this one: so many requests are written down already.</summary>
    void CountFrom(long last);

    /// <summary>The oldest that wait, to be followed by <see cref="Done"/> or <see cref="PutBack"/>. Only one asks at a time.</summary>
    IReadOnlyList<RequestStory> Take(int most);

    /// <summary>What was taken last need not wait any more.</summary>
    /// <param name="lost">So many of it were not written and never will be.</param>
    /// <returns>Whether others wait already, of whom nobody was told.</returns>
    bool Done(int lost);

    /// <summary>What was taken last could not be written and waits again.</summary>
    void PutBack();
}
