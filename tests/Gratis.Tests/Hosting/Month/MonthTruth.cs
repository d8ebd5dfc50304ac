using Gratis.Simulator.Accounting;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Scenarios.Month;

namespace Gratis.Tests.Hosting.Month;

/// <summary>What can be had in a month of churn, and when, as its plan says: nothing here asks the engine.</summary>
/// <param name="month">The plan.</param>
internal sealed class MonthTruth(MonthOfChurn month)
{
    /// <summary>A discovery interval at its longest, and a moment for what follows from it.</summary>
    public static readonly TimeSpan Notice = (TimeSpan.FromHours(6) * 1.1) + TimeSpan.FromMinutes(1);

    // Free there, but nothing says so: the provider lists no prices, and its published free models are others.
    private static readonly string[] Unprovable = ["siliconflow/internlm/internlm2_5-7b-chat", "siliconflow/tencent/Hunyuan-MT-7B"];

    /// <summary>Routes that the owner has taken out.</summary>
    public HashSet<string> TakenOut { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A provider's free models of the first day whose price stays as it is, those that stay longest first.</summary>
    public IEnumerable<string> Steady(string provider) => Chat(provider)
        .Where(model => model is { IsFree: true, Prices.Count: 0 } && model.From == TimeSpan.Zero)
        .OrderByDescending(model => model.Until ?? MonthOfChurn.Length)
        .Select(model => provider + "/" + model.Id);

    /// <summary>Everything that answers at no cost at an instant, wherever its provider can be reached.</summary>
    public IEnumerable<(string Provider, ModelSpec Model)> FreeAt(TimeSpan at) => month.Scenario.Providers
        .Where(provider => IsReachable(provider.Id, at))
        .SelectMany(provider => Chat(provider.Id).Where(model => IsFree(model, at)).Select(model => (provider.Id, model)));

    /// <summary>Whether a route answers at no cost.</summary>
    public bool IsFree(string route, TimeSpan at) => month.Model(ProviderOf(route), ModelOf(route)) is { } model && IsFree(model, at);

    /// <summary>What of that could be known by then, and the owner lets be used.</summary>
    public IEnumerable<(string Provider, ModelSpec Model)> OnOffer(TimeSpan at) => FreeAt(at).Where(one => DueBy(one.Provider + "/" + one.Model.Id) <= at);

    /// <summary>Whether something of that answers a request, and has room for it in the world's own books.</summary>
    public bool CanServe(MonthAsk ask, WorldTruth books) => OnOffer(ask.At).Any(one =>
        (!ask.Tools || one.Model.Tools) && IsMeant(ask.Model, one.Provider, one.Model.Id) && HasRoom(books[one.Provider], one.Model.Id));

    /// <summary>By when a new model has to be in use; null where nothing can prove that it is free.</summary>
    public TimeSpan? DueBy(string route)
    {
        if (Unprovable.Contains(route) || TakenOut.Contains(route) || month.Model(ProviderOf(route), ModelOf(route)) is not { } model)
            return null;
        return model.From == TimeSpan.Zero ? TimeSpan.Zero : Noticed(ProviderOf(route), model.From);
    }

    /// <summary>By when the list of a provider has told what it began to say at an instant: not while the list is broken, or nobody is there.</summary>
    public TimeSpan Noticed(string provider, TimeSpan since)
    {
        var due = since + Notice;
        foreach (var trouble in month.Events.Where(one => one.Provider == provider && one.What is ChurnKind.Dies or ChurnKind.ListBreaks or ChurnKind.ListShrinks))
        {
            var over = month.Events.First(one => one.Provider == provider && one.After > trouble.After && one.What is ChurnKind.Returns or ChurnKind.ListMends).After;
            if (trouble.After < due && over > since)
                due = over + Notice;
        }

        return due;
    }

    /// <summary>Whether anybody listens there.</summary>
    public bool IsReachable(string provider, TimeSpan at) =>
        !(Find(ChurnKind.Dies) is { } death && at >= death.After && at < Find(ChurnKind.Returns)!.After && death.Provider == provider);

    public static string ProviderOf(string route) => route[..route.IndexOf('/', StringComparison.Ordinal)];

    public static string ModelOf(string route) => route[(route.IndexOf('/', StringComparison.Ordinal) + 1)..];

    // Keys that are not asked any more have room for ever.
    private static bool HasRoom(ProviderTruth books, string model) => books.Keys.Where(key => key.Value.Refused.Count == 0 || !key.Value.Refused.ContainsKey("bad_key"))
        .Any(key => !books.Windows.Any(window => (window.Key is null || window.Key == key.Key) && (window.Model is null || window.Model == model) && window.Used >= window.Amount));

    private static bool IsMeant(string name, string provider, string model) =>
        name is "auto" or "free" || name == provider + "/free" || name.Equals(MonthAsk.NameOf(model), StringComparison.OrdinalIgnoreCase);

    private static bool IsFree(ModelSpec model, TimeSpan at) =>
        model.From <= at && !(model.Until <= at) && (model.Prices.LastOrDefault(change => change.At <= at)?.Input ?? model.InputPrice) == 0;

    private IEnumerable<ModelSpec> Chat(string provider) =>
        month.Scenario.Providers.Single(one => one.Id == provider).Models.Where(model => model.Kind == ModelKind.Chat);

    private ChurnEvent? Find(ChurnKind what) => month.Events.FirstOrDefault(one => one.What == what);
}
