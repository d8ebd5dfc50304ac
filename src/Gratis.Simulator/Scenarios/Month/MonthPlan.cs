using Gratis.Simulator.Faults;
using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Scenarios.Month;

/// <summary>Deals the lives of one month from a seed: who begins, who turns paid, who goes and who comes in each week.</summary>
internal sealed class MonthPlan(int seed)
{
    private const int Weeks = 4;
    private const int DaysBetweenFlips = 3;

    /// <summary>The flips of prices. Only where usage tells a cost is anything billed in silence: elsewhere nobody could notice in time.</summary>
    private static readonly (string Provider, ChurnKind What, bool ListLags, bool FreeAgain)[] Flips =
    [
        ("openrouter", ChurnKind.Bills, false, true), ("openrouter", ChurnKind.WantsPayment, false, true),
        ("openrouter", ChurnKind.Bills, true, false), ("groq", ChurnKind.WantsPayment, false, false),
        ("openrouter", ChurnKind.Bills, false, false), ("siliconflow", ChurnKind.WantsPayment, false, false),
        ("openrouter", ChurnKind.Bills, true, false), ("mistral", ChurnKind.WantsPayment, false, false),
    ];

    private readonly Random _dice = new(seed);
    private readonly List<ChurnEvent> _events = [];
    private readonly List<FaultSpec> _faults = [];

    public MonthOfChurn Make()
    {
        var cast = Scenario.Parse(Resources.Text("month.yaml"));
        var players = cast.Providers.SelectMany(provider => provider.Models
            .Where(model => model is { IsFree: true, Kind: ModelKind.Chat })
            .Select(model => new Player(provider.Id, model))).ToArray();
        _dice.Shuffle(players);

        Begin(players);
        FlipPrices(players);
        for (var week = 0; week < Weeks; week++)
            TurnOver(players, week);
        Break();

        var lives = players.Where(player => player.Lives).ToDictionary(player => (player.Provider, player.Model.Id), player => player.Model);
        return new MonthOfChurn(
            cast with
            {
                Seed = seed,
                Providers = [.. cast.Providers.Select(provider => provider with
                {
                    Models = [.. provider.Models
                        .Where(model => model is not { IsFree: true, Kind: ModelKind.Chat } || lives.ContainsKey((provider.Id, model.Id)))
                        .Select(model => lives.GetValueOrDefault((provider.Id, model.Id), model))],
                })],
                Faults = _faults,
            },
            [.. _events.OrderBy(one => one.After).ThenBy(one => one.Provider, StringComparer.Ordinal).ThenBy(one => one.Model, StringComparer.Ordinal)]);
    }

    /// <summary>Half of each provider's models are there from the first day.</summary>
    private static void Begin(Player[] players)
    {
        foreach (var provider in players.GroupBy(player => player.Provider))
        {
            foreach (var player in provider.Take((provider.Count() + 1) / 2))
                player.Lives = true;
        }
    }

    /// <summary>Those whose price changes stay the whole month, so that what happens to them has one reason.</summary>
    private void FlipPrices(Player[] players)
    {
        for (var i = 0; i < Flips.Length; i++)
        {
            var flip = Flips[i];
            var player = players.First(one => one.Provider == flip.Provider && one is { Lives: true, Flips: false });
            var at = Days(2 + (i * DaysBetweenFlips)) + Somewhen(Days(2));
            var lag = flip.ListLags ? TimeSpan.FromHours(_dice.Next(4, 13)) : TimeSpan.Zero;
            var price = _dice.Next(1, 11) / 10m;
            var changes = new List<PriceChange> { new(at, price, price * 3) { ListedAfter = lag, Refuses = flip.What is ChurnKind.WantsPayment } };
            _events.Add(new(at, player.Provider, player.Model.Id, flip.What) { ListedAfter = lag });
            if (flip.FreeAgain)
            {
                var back = at + Days(5) + Somewhen(Days(4));
                changes.Add(new(back, 0, 0));
                _events.Add(new(back, player.Provider, player.Model.Id, ChurnKind.TurnsFree));
            }

            player.Flips = true;
            player.Model = player.Model with { Prices = changes };
        }
    }

    /// <summary>One week: a quarter of what is free goes, and as many others come.</summary>
    private void TurnOver(Player[] players, int week)
    {
        var begin = Days(week * 7);
        var alive = players.Where(player => player.IsFreeAt(begin)).ToArray();
        var going = alive.Length / 4;
        var comers = players.Where(player => !player.Lives).Take(going).ToArray();
        _dice.Shuffle(alive);
        foreach (var player in alive)
        {
            // No provider loses its last one.
            if (going == 0 || player.Flips || alive.Count(one => one.Provider == player.Provider && !one.Flips && one.Model.Until is null) < 2)
                continue;
            going--;
            var at = begin + Moment();

            // NVIDIA's list is known to name what is gone.
            var lag = player.Provider == "nvidia" ? TimeSpan.FromHours(_dice.Next(12, 37)) : TimeSpan.Zero;
            player.Model = player.Model with { Until = at, Lingers = lag };
            _events.Add(new(at, player.Provider, player.Model.Id, ChurnKind.Vanishes) { ListedAfter = lag });
        }

        foreach (var player in comers)
        {
            var at = begin + Moment();
            player.Lives = true;
            player.Model = player.Model with { From = at };
            _events.Add(new(at, player.Provider, player.Model.Id, ChurnKind.Appears));
        }
    }

    /// <summary>What goes wrong beside models.</summary>
    private void Break()
    {
        Interrupt("nvidia", 9, Days(1), ChurnKind.ListBreaks, ChurnKind.ListMends, new FaultSpec(FaultKind.Html) { On = FaultTarget.Lists, Status = 200 });
        Interrupt("modelscope", 20, TimeSpan.FromHours(8), ChurnKind.ListShrinks, ChurnKind.ListMends, new FaultSpec(FaultKind.HalfList));
        Interrupt("groq", 16, Days(2), ChurnKind.Dies, ChurnKind.Returns, new FaultSpec(FaultKind.RefuseConnection) { On = FaultTarget.All });

        var revoked = Days(12) + Somewhen(Days(1));
        _faults.Add(new FaultSpec(FaultKind.KeyRevoked) { Provider = "gemini", Key = "key-2", After = revoked });
        _events.Add(new(revoked, "gemini", null, ChurnKind.KeyRevoked) { Key = "key-2" });
    }

    private void Interrupt(string provider, int day, TimeSpan length, ChurnKind begins, ChurnKind ends, FaultSpec fault)
    {
        var at = Days(day) + Somewhen(Days(1));
        _faults.Add(fault with { Provider = provider, After = at, For = length });
        _events.Add(new(at, provider, null, begins));
        _events.Add(new(at + length, provider, null, ends));
    }

    /// <summary>An instant inside a week, away from its ends.</summary>
    private TimeSpan Moment() => TimeSpan.FromHours(12) + Somewhen(Days(6));

    private TimeSpan Somewhen(TimeSpan within) => TimeSpan.FromMinutes(_dice.Next((int)within.TotalMinutes));

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);

    /// <summary>A model that may take part, and what was planned for it so far.</summary>
    private sealed class Player(string provider, ModelSpec model)
    {
        public string Provider { get; } = provider;

        public ModelSpec Model { get; set; } = model;

        public bool Lives { get; set; }

        public bool Flips { get; set; }

        public bool IsFreeAt(TimeSpan at) =>
            Lives && Model.From <= at && Model.Until is null && (Model.Prices.LastOrDefault(change => change.At <= at)?.Input ?? 0) == 0;
    }
}
