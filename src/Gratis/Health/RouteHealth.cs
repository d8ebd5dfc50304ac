using Gratis.Upstream.Verdicts;

namespace Gratis.Health;

/// <summary>
/// The four cells an attempt has to pass: provider, account, route, and the model on the account. Made once for each catalogue
/// snapshot and bound to the secret of its time, so that the answer to an old secret never harms a new one.
/// </summary>
internal sealed class RouteHealth(
    HealthCell provider, HealthCell account, HealthCell route, HealthCell accountModel, string? keyFingerprint)
{
    /// <summary>The worst gate on the way.</summary>
    public Gate Look(DateTimeOffset now)
    {
        Gate worst = provider.Look(now);
        worst = Worse(worst, account.Look(now));
        worst = Worse(worst, route.Look(now));
        return Worse(worst, accountModel.Look(now));
    }

    /// <summary>When the last wall on the way may open; null where there is none.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        DateTimeOffset? last = provider.OpensAt(now);
        last = Later(last, account.OpensAt(now));
        last = Later(last, route.OpensAt(now));
        return Later(last, accountModel.OpensAt(now));
    }

    /// <summary>What stands in the way most, for explaining; null when all gates are open.</summary>
    public HealthEntry? Obstacle(DateTimeOffset now)
    {
        HealthEntry? worst = null;
        Gate worstGate = Gate.Open;
        foreach (HealthCell cell in (ReadOnlySpan<HealthCell>)[provider, account, route, accountModel])
        {
            Gate gate = cell.Look(now);
            if (gate == Gate.Open || gate < worstGate || cell.Current is not { } cooldown) continue;
            if (gate == worstGate && worst is { } other && cooldown.Until <= other.Cooldown.Until) continue;
            worst = new HealthEntry(cell.Reach, cell.Key, cooldown);
            worstGate = gate;
        }

        return worst;
    }

    /// <summary>Enters, unless there is a wall; every pass must be settled by <see cref="Record"/> or <see cref="Abandon"/>.</summary>
    public bool TryEnter(DateTimeOffset now, out Pass pass)
    {
        pass = default;

        // Looked at first, so that no trial is taken and given back for nothing.
        if (Look(now) == Gate.Wall) return false;

        bool entered = provider.TryEnter(now, out Trial ofProvider);
        entered &= account.TryEnter(now, out Trial ofAccount);
        entered &= route.TryEnter(now, out Trial ofRoute);
        entered &= accountModel.TryEnter(now, out Trial ofAccountModel);
        pass = new Pass(now, ofProvider, ofAccount, ofRoute, ofAccountModel);
        if (entered) return true;

        Abandon(pass);
        pass = default;
        return false;
    }

    /// <summary>Records what came of an attempt, exactly as far as it reaches; what it set aside, if anything.</summary>
    public HealthEntry? Record(in Pass pass, in Judgement judgement, DateTimeOffset now)
    {
        HealthEntry? struck = null;
        if (judgement.Verdict == Verdict.Served)
        {
            provider.Succeed(pass.Started);
            account.Succeed(pass.Started);
            route.Succeed(pass.Started);
            accountModel.Succeed(pass.Started);
        }
        else
        {
            struck = Strike(judgement, pass, now);

            // Until a second route wants money too, it is this one that is set aside and not its account.
            if (judgement is { Verdict: Verdict.PaymentWanted, Reach: Reach.Account } && struck is not { Cooldown.SetsAside: true })
                struck = Strike(judgement with { Reach = Reach.AccountModel }, pass, now) ?? struck;
        }

        Abandon(pass);
        return struck;
    }

    /// <summary>Gives every trial back without a judgement: the client went away, or nothing was sent.</summary>
    public void Abandon(in Pass pass)
    {
        provider.Release(pass.Provider);
        account.Release(pass.Account);
        route.Release(pass.Route);
        accountModel.Release(pass.AccountModel);
    }

    /// <summary>The owner's word: everything on the way of this route is forgiven.</summary>
    public void Reset()
    {
        provider.Reset();
        account.Reset();
        route.Reset();
        accountModel.Reset();
    }

    private HealthEntry? Strike(in Judgement judgement, in Pass pass, DateTimeOffset now) =>
        CellOf(judgement.Reach) is { } cell && cell.Strike(judgement, pass.Started, now, keyFingerprint) is { } cooldown
            ? new HealthEntry(cell.Reach, cell.Key, cooldown)
            : null;

    private HealthCell? CellOf(Reach reach) => reach switch
    {
        Reach.Provider => provider,
        Reach.Account => account,
        Reach.Route => route,
        Reach.AccountModel => accountModel,
        _ => null,
    };

    private static Gate Worse(Gate one, Gate other) => one > other ? one : other;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;
}
