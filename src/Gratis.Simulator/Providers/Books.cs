using Gratis.Simulator.Accounting;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Providers;

/// <summary>The books of one provider: every count behind one gate, so that they are exact under any load.</summary>
internal sealed class Books
{
    private readonly Lock _gate = new();
    private readonly ProviderSpec _spec;
    private readonly Personality _manners;
    private readonly FaultBook _faults;
    private readonly TimeProvider _time;
    private readonly LimitBoard _board;
    private readonly Tally _total = new();
    private readonly Notes _bill = new();
    private readonly Notes _dead = new();
    private readonly Account[] _accounts;
    private readonly Dictionary<string, Model> _models;

    public Books(ProviderSpec spec, Personality manners, FaultBook faults, TimeProvider time)
    {
        _spec = spec;
        _manners = manners;
        _faults = faults;
        _time = time;
        _board = new LimitBoard(spec);
        _models = spec.Models.ToDictionary(model => model.Id, model => new Model(model), StringComparer.Ordinal);
        _accounts = [.. spec.Accounts.Select((account, index) => new Account(account, account.Label ?? $"key-{index + 1}")), .. Anonymous(spec, manners)];
        foreach (var account in _accounts)
        {
            foreach (var (id, model) in _models)
                account.Routes[id] = new Route(account, model, _board.For(account.Label, model.Spec), _board.AddressLimits(model.Spec));
        }
    }

    /// <summary>The account without a key, last in the list, if there is one.</summary>
    public const string AnonymousLabel = "anonymous";

    public IReadOnlyList<Account> Accounts => _accounts;

    public Model? Find(string model) => _models.GetValueOrDefault(model);

    public void Receive(Account? account, Model? model)
    {
        lock (_gate)
        {
            _total.Receive();
            account?.Tally.Receive();
            model?.Tally.Receive();
        }
    }

    public void List(Account? account, bool unchanged)
    {
        lock (_gate)
        {
            _total.List(unchanged);
            account?.Tally.List(unchanged);
        }
    }

    /// <summary>Notes a call to a model that is not there, beside its refusal.</summary>
    public void NoteDead(Account account, string model, DateTimeOffset now)
    {
        lock (_gate)
            _dead.Add(account.Label, model, now);
    }

    public void Refuse(Account? account, Model? model, string reason, bool overspend, DateTimeOffset now)
    {
        lock (_gate)
            NoteRefusal(account, model, reason, overspend, now);
    }

    /// <summary>Lets a call in and spends every counter, or names the limit that has no room: of several, the one that is closed longest.</summary>
    public (Ticket? Ticket, LimitHit? Hit, LimitReading[] Readings) Admit(
        Route route, string address, int inputTokens, int reservedTokens, Terms terms, DateTimeOffset now)
    {
        lock (_gate)
        {
            var counters = CountersOf(route, address, now);
            LimitHit? hit = null;
            foreach (var counter in counters)
            {
                Refresh(counter, now);
                var cost = Cost(counter.Spec.Metric, inputTokens, reservedTokens);
                var room = counter.RoomAt(now, cost);
                if (room <= now)
                    continue;

                counter.Refusals++;
                if (hit is null || room > hit.RetryAt)
                    hit = new LimitHit(counter.Spec, counter.Limit, counter.Used(now), cost, room);
            }

            if (hit is not null)
            {
                // What is larger than a whole window was never a question of waiting.
                var tooLarge = hit.NeverFits && hit.Spec.Metric is not LimitMetric.Requests && hit.Limit > 0;
                NoteRefusal(route.Account, route.Model, tooLarge ? "too_large" : "limit:" + hit.Spec.Name, overspend: !tooLarge, now);
                return (null, hit, Read(counters, now));
            }

            foreach (var counter in counters)
                counter.Add(now, Cost(counter.Spec.Metric, inputTokens, reservedTokens));
            _total.Accept();
            route.Account.Tally.Accept();
            route.Model.Tally.Accept();
            var readings = Read(counters, now);
            var ticket = new Ticket(this, route, counters, now)
            {
                InputTokens = inputTokens,
                ReservedTokens = reservedTokens,
                InputPrice = terms.Input,
                OutputPrice = terms.Output,
                Readings = readings,
            };
            return (ticket, null, readings);
        }
    }

    /// <summary>Settles a call with what it really was.</summary>
    public void Leave(Ticket ticket, Outcome outcome, int outputTokens)
    {
        var now = _time.GetUtcNow();
        var usd = ticket.Failed ? 0 : ((ticket.InputTokens * ticket.InputPrice) + (outputTokens * ticket.OutputPrice)) / 1_000_000m;
        var inputTokens = ticket.Failed ? 0 : ticket.InputTokens;
        lock (_gate)
        {
            foreach (var counter in ticket.Counters)
                Settle(counter, ticket, outputTokens, now);
            Finish(_total);
            Finish(ticket.Route.Account.Tally);
            Finish(ticket.Route.Model.Tally);
            if (usd > 0)
                _bill.Add(ticket.Route.Account.Label, ticket.Route.Model.Spec.Id, ticket.At, usd);
        }

        void Finish(Tally tally)
        {
            tally.Finish(inputTokens, outputTokens, usd, ticket.Failed || outcome is Outcome.Broken);
            if (outcome is Outcome.Cancelled)
                tally.Cancel(now - ticket.At);
        }
    }

    public decimal UsdOf(Account account)
    {
        lock (_gate)
            return account.Tally.Usd;
    }

    /// <summary>Every counter of one account, as it stands now.</summary>
    public LimitReading[] Readings(Account account, DateTimeOffset now)
    {
        lock (_gate)
        {
            var counters = account.Routes.Values.SelectMany(route => route.Counters).Distinct().ToArray();
            foreach (var counter in counters)
                Refresh(counter, now);
            return Read(counters, now);
        }
    }

    public ProviderTruth Truth(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var counter in _board.Counters)
                Refresh(counter, now);
            return new ProviderTruth(
                _spec.Id,
                _total.Snapshot(),
                _accounts.ToDictionary(account => account.Label, account => account.Tally.Snapshot(), StringComparer.Ordinal),
                _models.ToDictionary(model => model.Key, model => model.Value.Tally.Snapshot(), StringComparer.Ordinal),
                [.. _board.Counters.Select(counter => new WindowTruth(
                    counter.Spec.Name, counter.Account, counter.Model, counter.Address, counter.Limit, counter.Used(now), counter.Peak, counter.Refusals, counter.ClearAt(now)))])
            {
                Bill = _bill.Snapshot(),
                Dead = _dead.Snapshot(),
            };
        }
    }

    private static IEnumerable<Account> Anonymous(ProviderSpec spec, Personality manners) =>
        spec.Keyless || manners.TakesNoKey ? [new Account(new AccountSpec(""), AnonymousLabel)] : [];

    private LimitCounter[] CountersOf(Route route, string address, DateTimeOffset now)
    {
        if (route.AddressLimits.Length == 0)
            return route.Counters;

        return [.. route.Counters, .. route.AddressLimits.Select(limit => _board.ForAddress(limit, route.Model.Spec, address, now))];
    }

    private void NoteRefusal(Account? account, Model? model, string reason, bool overspend, DateTimeOffset now)
    {
        _total.Refuse(reason, overspend);
        account?.Tally.Refuse(reason, overspend);
        model?.Tally.Refuse(reason, overspend);
        if (!_manners.CountsFailures || account is null || model is null)
            return;

        // Such a provider counts the attempt against the day all the same, as long as the day has room.
        foreach (var counter in account.Routes[model.Spec.Id].Counters)
        {
            if (counter.Spec is { Metric: LimitMetric.Requests, Window: WindowUnit.Day } && counter.RoomAt(now, 1) <= now)
                counter.Add(now, 1);
        }
    }

    private void Settle(LimitCounter counter, Ticket ticket, int outputTokens, DateTimeOffset now)
    {
        var spent = Cost(counter.Spec.Metric, ticket.InputTokens, ticket.ReservedTokens);
        if (counter.Spec.Metric is LimitMetric.Concurrency)
            counter.Return(ticket.At, 1, now);
        else if (ticket.Failed && !_manners.CountsFailures)
            counter.Return(ticket.At, spent, now);
        else if (counter.Spec.Metric is LimitMetric.Tokens && ticket.ReservedTokens > outputTokens)
            counter.Return(ticket.At, ticket.ReservedTokens - outputTokens, now);
        else if (counter.Spec.Metric is LimitMetric.Tokens)
            counter.Add(now, outputTokens - ticket.ReservedTokens);
    }

    /// <summary>A limit may be changed in mid-run; the fault must name the counter's own key and model, where it has them.</summary>
    private void Refresh(LimitCounter counter, DateTimeOffset now) =>
        counter.Limit = _faults.State(FaultKind.LimitChanged, now, _spec.Id, counter.Model, counter.Account, counter.Spec.Name)?.Amount ?? counter.Spec.Amount;

    private static long Cost(LimitMetric metric, int inputTokens, int reservedTokens) => metric switch
    {
        LimitMetric.Tokens => inputTokens + reservedTokens,
        LimitMetric.InputTokens => inputTokens,
        _ => 1,
    };

    private static LimitReading[] Read(LimitCounter[] counters, DateTimeOffset now)
    {
        var readings = counters.Length == 0 ? [] : new LimitReading[counters.Length];
        for (var i = 0; i < readings.Length; i++)
            readings[i] = Reading(counters[i], now);
        return readings;
    }

    private static LimitReading Reading(LimitCounter counter, DateTimeOffset now) =>
        new(counter.Spec, counter.Limit, counter.Used(now), counter.ClearAt(now));
}
