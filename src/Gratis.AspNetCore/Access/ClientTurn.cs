using Gratis.Dispatch;
using Gratis.Quotas;
using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.AspNetCore.Access;

/// <summary>
/// One request in the books of the key that made it: counted when it is let in, with the tokens it may take once it was read, and
/// settled to what it really took. Its place among the key's requests is given back by whatever ends it.
/// </summary>
internal sealed class ClientTurn : IDisposable
{
    private readonly ClientKey _client;
    private readonly QuotaLedger _ledger;
    private readonly TimeProvider _time;
    private Reservation _call;
    private Reservation _tokens;

    private ClientTurn(ClientKey client, QuotaLedger ledger, TimeProvider time, in Reservation call)
    {
        _client = client;
        _ledger = ledger;
        _time = time;
        _call = call;
    }

    /// <summary>True when it matters how large the request is.</summary>
    public bool CountsTokens => _client.Tokens.Pools.Length > 0;

    /// <summary>Counts the request; null when the key is over its limits.</summary>
    public static ClientTurn? TryBegin(ClientKey client, QuotaLedger ledger, TimeProvider time, out GatewayError? refusal)
    {
        var now = time.GetUtcNow();
        var isIn = ledger.TryAdmit(client.Calls, default, now, out var call, out var opening);
        refusal = isIn ? null : ClientRefusals.Over(client, opening, now);
        return isIn ? new ClientTurn(client, ledger, time, call) : null;
    }

    /// <summary>Sets the tokens aside that the request is likely to take, and has all of it written down; why it may not go on, or null.</summary>
    public async ValueTask<GatewayError?> DrawAsync(TokenEstimate size, CancellationToken cancel)
    {
        if (Draw(size) is { } refusal)
            return refusal;
        if (await _ledger.KeepAsync(_call, cancel) && await _ledger.KeepAsync(_tokens, cancel))
            return null;
        return TakenElsewhere() ?? Failures.BooksCannotBeKept();
    }

    /// <summary>Settles the tokens to what the request came to.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">Its answer, at its end; null where it was left or broke down before there was one.</param>
    public void Settle(GatewayRequest request, Answer? answer) =>
        _ledger.Settle(ref _tokens, ClientCharge.Of(answer, request.HasLeft, _tokens.Demand), _time.GetUtcNow());

    /// <summary>The request is over. Tokens that nobody settled were not spent.</summary>
    public void Dispose()
    {
        var now = _time.GetUtcNow();
        _ledger.Refund(ref _tokens, now);
        _ledger.Settle(ref _call, new Spent(IsCounted: true, 0, 0), now);
    }

    /// <summary>Other replicas have let in what was left of the key's limits.</summary>
    private GatewayError? TakenElsewhere()
    {
        if (!_call.IsRefused && !_tokens.IsRefused)
            return null;

        // Refused for a limit: as if it had not come.
        var now = _time.GetUtcNow();
        var closed = _call.IsRefused ? _client.Calls : _client.Tokens;
        _ledger.Refund(ref _tokens, now);
        _ledger.Refund(ref _call, now);
        return ClientRefusals.Over(_client, closed.Look(default, now) is { IsOpen: false } opening ? opening : Opening.At(now.AddSeconds(1).UtcTicks, closed.Pools[0]), now);
    }

    private GatewayError? Draw(TokenEstimate size)
    {
        if (Smallest(_client.Tokens) is not { Amount: { } most } smallest)
            return null;
        if (size.InputTokens + Math.Min(1, size.OutputTokens) > most)
            return ClientRefusals.TooLarge(_client, smallest, size.InputTokens);

        // How long the answer will be is a guess: where that much is not left, the last answer gets what is.
        var now = _time.GetUtcNow();
        var demand = new Demand(size.InputTokens, size.OutputTokens);
        if (_ledger.TryAdmit(_client.Tokens, demand, now, out _tokens, out var opening)
            || _ledger.TryAdmit(_client.Tokens, CutTo(LeftOf(_client.Tokens), demand), now, out _tokens, out opening))
            return null;

        // Refused for a limit: as if it had not come.
        _ledger.Refund(ref _call, now);
        return ClientRefusals.Over(_client, opening, now);
    }

    private static Demand CutTo(long room, in Demand demand) =>
        demand with { OutputTokens = Math.Min(demand.OutputTokens, Math.Max(1, room - demand.InputTokens)) };

    private static long LeftOf(QuotaSet set)
    {
        var left = long.MaxValue;
        foreach (var pool in set.Pools)
            left = Math.Min(left, pool.Report().Remaining ?? long.MaxValue);
        return left;
    }

    private static QuotaPool? Smallest(QuotaSet set)
    {
        QuotaPool? smallest = null;
        foreach (var pool in set.Pools)
        {
            if (pool.Amount is { } amount && !(amount >= smallest?.Amount))
                smallest = pool;
        }

        return smallest;
    }
}
