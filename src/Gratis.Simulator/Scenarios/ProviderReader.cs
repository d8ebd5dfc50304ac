using Gratis.Simulator.Limits;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Providers;
using YamlDotNet.RepresentationModel;

namespace Gratis.Simulator.Scenarios;

/// <summary>Reads one provider of a scenario.</summary>
internal static class ProviderReader
{
    private static readonly (string Name, LimitMetric Metric, WindowUnit Window)[] LimitNames =
    [
        ("rps", LimitMetric.Requests, WindowUnit.Second), ("rpm", LimitMetric.Requests, WindowUnit.Minute), ("rph", LimitMetric.Requests, WindowUnit.Hour),
        ("rpd", LimitMetric.Requests, WindowUnit.Day), ("per_month", LimitMetric.Requests, WindowUnit.Month),
        ("tpm", LimitMetric.Tokens, WindowUnit.Minute), ("tph", LimitMetric.Tokens, WindowUnit.Hour), ("tpd", LimitMetric.Tokens, WindowUnit.Day),
        ("tokens_per_month", LimitMetric.Tokens, WindowUnit.Month), ("itpm", LimitMetric.InputTokens, WindowUnit.Minute),
        ("concurrency", LimitMetric.Concurrency, WindowUnit.Second),
    ];

    public static ProviderSpec Read(YamlNode node, string speed)
    {
        var map = new YamlMap(node, "a provider");
        var id = map.Need("id");
        var kind = map.Text("kind") ?? (Roster.Kinds.Contains(id) ? id : "openai");
        if (!Roster.Kinds.Contains(kind))
            throw map.Problem($"there is no kind '{kind}'; there are {string.Join(", ", Roster.Kinds)}");

        var standard = ProviderSpec.Standard(kind, id);
        var models = map.List("models").Select(Model).ToList();
        var provider = standard with
        {
            Accounts = [.. map.List("keys").Select(Account)],
            Models = models.Count > 0 ? models : standard.Models,
            Limits = map.Node("limits") is { } limits ? Limits(limits) : standard.Limits,
            Keyless = map.Flag("keyless") ?? false,
            Pace = map.Map("speed") is { } own ? PaceOf(own) : PaceNamed(speed, kind),
        };
        map.Close();
        if (provider.Models.GroupBy(model => model.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw map.Problem($"'{id}' has the model '{twice.Key}' twice");
        return provider;
    }

    private static Pace PaceNamed(string speed, string kind) => speed switch
    {
        "instant" => Pace.Instant,
        "quick" => new Pace(TimeSpan.FromMilliseconds(60), 400),
        "realistic" => Roster.Find(kind).TypicalPace,
        _ => throw new ScenarioException($"'speed' must be instant, quick or realistic, not '{speed}'"),
    };

    private static Pace PaceOf(YamlMap map)
    {
        var pace = new Pace(map.Duration("first_token") ?? TimeSpan.Zero, map.Fraction("tokens_per_second") ?? 0);
        map.Close();
        return pace;
    }

    private static AccountSpec Account(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } key })
            return new AccountSpec(key);

        var map = new YamlMap(node, "a key");
        var account = new AccountSpec(map.Need("key")) { Label = map.Text("label"), Pays = map.Flag("pays") ?? false, Credit = map.Usd("credit") };
        map.Close();
        return account;
    }

    private static ModelSpec Model(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } id })
            return new ModelSpec(id);

        var map = new YamlMap(node, "a model");
        var plain = new ModelSpec(map.Need("id"));
        var price = map.Map("price");
        var lives = (From: map.Duration("from") ?? plain.From, Until: map.Duration("until"));
        if (lives.Until <= lives.From)
            throw map.Problem("'until' must be later than 'from'");
        var model = plain with
        {
            Kind = map.Choice<ModelKind>("kind") ?? plain.Kind,
            From = lives.From,
            Until = lives.Until,
            Lingers = map.Duration("lingers") ?? plain.Lingers,
            Released = map.Day("released") ?? plain.Released,
            Prices = [.. map.List("prices").Select(Change)],
            InputPrice = price?.Usd("input") ?? 0,
            OutputPrice = price?.Usd("output") ?? 0,
            Context = map.Number("context") ?? plain.Context,
            MaxOutput = map.Number("max_output") ?? plain.MaxOutput,
            Tools = map.Flag("tools") ?? plain.Tools,
            Vision = map.Flag("vision") ?? plain.Vision,
            Reasoning = map.Flag("reasoning") ?? plain.Reasoning,
            StructuredOutput = map.Flag("structured_output") ?? plain.StructuredOutput,
            Listed = map.Flag("listed") ?? plain.Listed,
            Dimensions = map.Number("dimensions") ?? plain.Dimensions,
            Words = map.Number("words") ?? plain.Words,
            Limits = map.Node("limits") is { } limits ? Limits(limits) : [],
            Pace = map.Map("speed") is { } speed ? PaceOf(speed) : null,
        };
        price?.Close();
        map.Close();
        return model;
    }

    private static PriceChange Change(YamlNode node)
    {
        var map = new YamlMap(node, "a price change");
        var at = map.Duration("at") ?? throw map.Problem("a price change needs 'at'");
        var plain = new PriceChange(at, map.Usd("input") ?? 0, map.Usd("output") ?? 0);
        var change = plain with { ListedAfter = map.Duration("listed_after") ?? plain.ListedAfter, Refuses = map.Flag("refuses") ?? plain.Refuses };
        map.Close();
        return change;
    }

    private static List<LimitSpec> Limits(YamlNode node) =>
        node is YamlSequenceNode list ? [.. list.Children.SelectMany(Group)] : [.. Group(node)];

    /// <summary>Limits that share scope, clock and zone.</summary>
    private static List<LimitSpec> Group(YamlNode node)
    {
        var map = new YamlMap(node, "limits");
        var scope = map.Choice<LimitScope>("scope") ?? LimitScope.Account;
        var clock = map.Choice<LimitClock>("clock");
        var zone = map.Text("zone") ?? "UTC";
        var models = map.Text("models");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw map.Problem($"there is no time zone '{zone}'; write it as in America/Los_Angeles");

        var limits = new List<LimitSpec>();
        foreach (var (name, metric, window) in LimitNames)
        {
            if (map.Whole(name) is not { } amount)
                continue;

            // Days and months follow the calendar unless said otherwise, shorter windows roll.
            limits.Add(new LimitSpec(metric, amount, window)
            {
                Scope = scope,
                Clock = clock ?? (window is WindowUnit.Day or WindowUnit.Month ? LimitClock.Fixed : LimitClock.Rolling),
                Zone = zone,
                Models = models,
            });
        }

        map.Close();
        return limits;
    }
}
