using System.Threading.Channels;
using Gratis.Dispatch;
using Gratis.Routing;

namespace Gratis.AspNetCore.StreamRoute;

/// <summary>The steps of one request on their way from the dispatch to the client. Steps are few: as many as attempts, waits and plans may be.</summary>
internal sealed class RouteEvents : IWayWatcher
{
    private readonly Channel<RouteEvent> _steps = Channel.CreateUnbounded<RouteEvent>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>The steps as they come; at its end when the request has its answer.</summary>
    public ChannelReader<RouteEvent> Steps => _steps.Reader;

    public void Planned(Plan plan) => _steps.Writer.TryWrite(RouteEvent.Planned(plan));

    public void Asking(Candidate candidate) => _steps.Writer.TryWrite(RouteEvent.Asking(candidate));

    public void Waiting(DateTimeOffset? opens) => _steps.Writer.TryWrite(RouteEvent.Waiting(opens));

    public void Tried(in AttemptRecord attempt) => _steps.Writer.TryWrite(RouteEvent.Tried(attempt));

    /// <summary>The answer, after which no step comes any more.</summary>
    public async Task<Answer> FollowAsync(ValueTask<Answer> pending)
    {
        try
        {
            return await pending;
        }
        finally
        {
            _steps.Writer.Complete();
        }
    }
}
