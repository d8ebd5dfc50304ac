using Gratis.Workload.Agents;
using Gratis.Workload.Run;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Policies;

/// <summary>
/// A gateway as most are: the first offer that its rule lets pass is asked, then the next, and when none is left it waits for the
/// earliest, within the same patience that Gratis has.
/// </summary>
internal sealed class SimpleGateway(TierMap map, IOrder order, IRule rule, Network network, TimeProvider time) : IPolicy
{
    private readonly TinyClient _client = new(map, network, time);

    public async ValueTask<Outcome> AskAsync(AgentCall call, CancellationToken cancel)
    {
        var asked = time.GetUtcNow();
        var attempts = 0;
        var unfit = 0UL;
        var offers = order.For(call);
        while (true)
        {
            var earliest = DateTimeOffset.MaxValue;
            foreach (var offer in offers)
            {
                if ((unfit & (1UL << offer.Index)) != 0)
                    continue;

                var sent = time.GetUtcNow();
                var opens = rule.OpensAt(offer, call, sent);
                if (opens > sent)
                {
                    earliest = opens < earliest ? opens : earliest;
                    continue;
                }

                rule.Sent(offer, call, sent);
                var reply = await _client.SendAsync(offer, call, asked + Patience.Total, cancel);
                var now = time.GetUtcNow();
                rule.Ended(offer, reply, now);
                if (reply.Status == 200)
                    return Outcome.Served(sent - asked, offer.Traits.Quality);
                if (++attempts == Patience.MostAttempts || now >= asked + Patience.Total)
                    return Outcome.Failed(502);

                // Another answer than 429 is about this call, or about more than a moment: it is not asked again for it.
                if (reply.Status != 429)
                    unfit |= 1UL << offer.Index;
                else if (rule.OpensAt(offer, call, now) is var again && again < earliest)
                    earliest = again;
            }

            if (earliest > asked + Patience.Quota)
                return Outcome.Failed(earliest == DateTimeOffset.MaxValue ? 502 : 429);

            var wait = earliest - time.GetUtcNow();
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), time, cancel);
        }
    }

    public void Dispose() => _client.Dispose();
}
