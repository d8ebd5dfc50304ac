using Gratis.Workload.Agents;

namespace Gratis.Workload.Policies;

/// <summary>A way to find somebody who answers.</summary>
internal interface IPolicy : IDisposable
{
    ValueTask<Outcome> AskAsync(AgentCall call, CancellationToken cancel);
}

/// <summary>What a call came to, as its agent sees it.</summary>
/// <param name="Status">200, or the error's.</param>
/// <param name="Wait">From the question to the moment it was sent to whoever answered it.</param>
/// <param name="Quality">How good the model is that answered.</param>
internal readonly record struct Outcome(int Status, TimeSpan Wait, int Quality = 0)
{
    public bool IsServed => Status == 200;

    public static Outcome Served(TimeSpan wait, int quality) => new(200, wait, quality);

    public static Outcome Failed(int status) => new(status, default);
}
