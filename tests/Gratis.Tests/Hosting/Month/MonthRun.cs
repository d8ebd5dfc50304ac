using System.Security.Cryptography;
using System.Text;
using Gratis.Catalog;
using Gratis.Hosting.Catalogue;
using Gratis.Simulator.Accounting;
using Gratis.Simulator.Scenarios.Month;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;
using SimulatedWorld = Gratis.Simulator.World;

namespace Gratis.Tests.Hosting.Month;

/// <summary>
/// One month from its first day to its last: traffic, discovery, a restart in the middle. Holds what came of it, and what was seen on the
/// way at the instants at which the plan says that something has to be so.
/// </summary>
internal sealed class MonthRun
{
    /// <summary>When the program is closed and opened again.</summary>
    public static readonly TimeSpan Restart = TimeSpan.FromDays(15);

    private readonly int _seed;
    private readonly TimeSpan _until;
    private readonly VirtualTime _time = new();
    private readonly SimulatedWorld _world;
    private readonly List<(TimeSpan At, Action<MonthHouse> Look)> _looks = [];

    private MonthRun(int seed, TimeSpan until)
    {
        (_seed, _until) = (seed, until);
        Month = MonthOfChurn.Of(seed);
        Truth = new MonthTruth(Month);
        _world = Month.Build(_time);
        var back = Month.Events.Where(one => one.What == ChurnKind.TurnsFree).OrderByDescending(one => one.After).Select(one => one.Model!);
        Favorites = [.. back.Concat(Month.Events.Where(one => one.What == ChurnKind.Bills).Select(one => one.Model!)).Distinct().Select(model => "openrouter/" + model)];
        Order = [Truth.Steady("zhipu").First(), Truth.Steady("modelscope").First(), Truth.Steady("mistral").First()];
        SwitchedOff = Truth.Steady("nvidia").First();
        DeclaredPaid = Truth.Steady("gemini").First();
        Truth.TakenOut.UnionWith([SwitchedOff, DeclaredPaid]);
    }

    public MonthOfChurn Month { get; }

    public MonthTruth Truth { get; }

    /// <summary>What the owner likes best: the models that turn paid and free again, the last to come back first so that each leads for a while, then those that begin to bill in silence.</summary>
    public IReadOnlyList<string> Favorites { get; }

    /// <summary>What the owner put into order.</summary>
    public IReadOnlyList<string> Order { get; }

    public string SwitchedOff { get; }

    /// <summary>What the owner says is paid.</summary>
    public string DeclaredPaid { get; }

    public List<MonthAnswer> Answers { get; } = [];

    /// <summary>What the owner had said on the first day, and what was kept of it on the last.</summary>
    public (OwnerEditsSnapshot First, OwnerEditsSnapshot Last) Edits { get; private set; }

    public WorldTruth Bill { get; private set; } = null!;

    /// <summary>Where on the last day the routes of <see cref="Order"/> stand.</summary>
    public IReadOnlyList<string> LastOrder { get; private set; } = [];

    /// <summary>Facts that were found out and are still believed on the last day, by topic.</summary>
    public IReadOnlyDictionary<string, int> Learned { get; private set; } = new Dictionary<string, int>();

    /// <summary>New models that were not in use when they had to be.</summary>
    public List<string> Unnoticed { get; } = [];

    /// <summary>New models that were.</summary>
    public List<string> Noticed { get; } = [];

    /// <summary>Favourites that were free again and did not lead.</summary>
    public List<string> NotLeading { get; } = [];

    /// <summary>Models that were gone, and nobody had noticed when they had to.</summary>
    public List<string> Lingering { get; } = [];

    public RecordingLog<CatalogKeeper> Log { get; } = new();

    /// <summary>Who served what before an instant, request for request.</summary>
    public string Fingerprint(TimeSpan until) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', Answers.Where(one => one.Ask.At < until).Select(one => $"{one.Ask} {one.Status} {one.Trail}")))));

    /// <param name="seed">Plans the month and deals its traffic.</param>
    /// <param name="until">Where it is left early; the same as far as it goes.</param>
    public static MonthRun Of(int seed, TimeSpan? until = null)
    {
        var run = new MonthRun(seed, until ?? MonthOfChurn.Length);
        run._time.Run(run.LiveAsync);
        return run;
    }

    private async Task LiveAsync()
    {
        using var data = new TemporaryDatabase();
        var house = await OpenAsync(data.Folder);
        await BeginAsync(house);
        house = await PassAsync(house, data.Folder);
        End(house);
        await house.DisposeAsync();
    }

    private Task<MonthHouse> OpenAsync(string folder) => MonthHouse.OpenAsync(folder, _world, _time, _seed, Log);

    /// <summary>What the owner says on the first day and never again.</summary>
    private async Task BeginAsync(MonthHouse house)
    {
        var now = _time.GetUtcNow();
        var word = house.Keeper.Current.FindRoute(DeclaredPaid)!.Dossier!.FileWord;
        string[] favorites = [.. Favorites.Select(route => route.Replace(":free", "", StringComparison.Ordinal))];
        await house.Edits.FavorAsync(new FavoritesEdit(favorites, FavoritesEdit.Fingerprint([])), CancellationToken.None);
        await house.Edits.OrderAsync([.. Order], CancellationToken.None);
        await house.Edits.EditAsync(SwitchedOff, edit => edit with { Enabled = false, At = now }, CancellationToken.None);
        await house.Edits.EditAsync(DeclaredPaid, edit => edit with { Free = false, FreeInFile = word, At = now }, CancellationToken.None);
        Edits = (house.Edits.Current, OwnerEditsSnapshot.Empty);
        PlanLooks();
    }

    private async Task<MonthHouse> PassAsync(MonthHouse house, string folder)
    {
        var isRestarted = false;
        var look = 0;
        foreach (var ask in MonthAsk.Through(Month, Truth, _seed).TakeWhile(ask => ask.At < _until))
        {
            if (ask.At > _time.Elapsed)
                await Task.Delay(ask.At - _time.Elapsed, _time, CancellationToken.None);
            if (ask.At >= Restart && !isRestarted)
            {
                isRestarted = true;
                await house.DisposeAsync();
                house = await OpenAsync(folder);
            }

            for (; look < _looks.Count && _looks[look].At <= ask.At; look++)
                _looks[look].Look(house);
            var answer = await house.AskAsync(ask);
            Answers.Add(answer.IsServed || answer.WaitsForQuota ? answer : answer with { CouldBeServed = Truth.CanServe(ask, _world.Truth) });
        }

        return house;
    }

    private void End(MonthHouse house)
    {
        Edits = (Edits.First, house.Edits.Current);
        Bill = _world.Truth;
        LastOrder = [.. house.Keeper.Current.Routes.Select(route => route.Id).Where(Order.Contains)];
        Learned = house.Engine.Evidence.All.SelectMany(route => route.Facts.Keys).GroupBy(topic => topic).ToDictionary(topic => topic.Key, topic => topic.Count());
    }

    /// <summary>Where the plan says what has to be so by when, somebody looks.</summary>
    private void PlanLooks()
    {
        foreach (var planned in Month.Events.Where(one => one.Model is not null))
        {
            var route = planned.Provider + "/" + planned.Model;
            switch (planned.What)
            {
                case ChurnKind.Appears when Truth.DueBy(route) is { } due:
                    _looks.Add((due, house => SeesNewcomer(house, route)));
                    break;
                case ChurnKind.Vanishes:
                    _looks.Add((Truth.Noticed(planned.Provider, planned.After + planned.ListedAfter), house => SeesGone(house, route)));
                    break;
                case ChurnKind.TurnsFree:
                    _looks.Add((Truth.Noticed(planned.Provider, planned.After), house => SeesFavorite(house, route)));
                    break;
            }
        }

        _looks.Sort((one, other) => one.At.CompareTo(other.At));
    }

    private void SeesNewcomer(MonthHouse house, string route)
    {
        if (Truth.IsFree(route, _time.Elapsed))
            (house.Lane("auto").Contains(route, StringComparer.OrdinalIgnoreCase) ? Noticed : Unnoticed).Add(route);
    }

    /// <summary>It is known that the list lacks it; and where a call was told so as well, no lane holds it any more.</summary>
    private void SeesGone(MonthHouse house, string route)
    {
        var known = house.Keeper.Current.FindRoute(route);
        var isInLane = house.Lane("auto").Contains(route, StringComparer.OrdinalIgnoreCase);
        var wasTold = _world.Truth[MonthTruth.ProviderOf(route)].Dead.Any(line => line.Model == MonthTruth.ModelOf(route));
        if ((isInLane && wasTold) || known is { State: RouteState.Enabled, Dossier.MissingSince: null })
            Lingering.Add($"{route} at {_time.Elapsed}");
    }

    private void SeesFavorite(MonthHouse house, string route)
    {
        var lane = house.Lane("free");
        var better = Favorites.TakeWhile(favorite => favorite != route).Count(lane.Contains);
        if (Array.IndexOf(lane, route) != better)
            NotLeading.Add($"{route} at {_time.Elapsed} is {Array.IndexOf(lane, route) + 1} of {lane.Length} in free, behind {better} favourites");
    }
}
