using Gratis.Simulator.Providers;
using Gratis.Simulator.Scenarios.Month;

namespace Gratis.Tests.Hosting.Month;

/// <summary>One request of the month.</summary>
/// <param name="At">When, from its beginning.</param>
/// <param name="Model">What is asked for.</param>
internal sealed record MonthAsk(TimeSpan At, string Model, bool Stream, bool Tools)
{
    public const string ToolsMember = """ "tools":[{"type":"function","function":{"name":"tell_time","parameters":{"type":"object","properties":{"zone":{"type":"string"}}}}}],"tool_choice":"auto",""";

    private static readonly TimeSpan MostBetween = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Moderate traffic through the whole month: mostly virtual models, some one provider's, some a model by its bare name, as somebody
    /// asks who has read what there is.
    /// </summary>
    public static IEnumerable<MonthAsk> Through(MonthOfChurn month, MonthTruth truth, int seed)
    {
        var dice = new Random(seed);
        for (var at = TimeSpan.FromMinutes(1); at < MonthOfChurn.Length; at += MostBetween * dice.NextDouble())
        {
            var (stream, tools) = (dice.Next(3) == 0, dice.Next(4) == 0);
            var name = dice.Next(100) switch
            {
                < 52 => "auto",
                < 88 => "free",
                < 94 => One(month.Scenario.Providers).Id + "/free",
                _ => NameOf(One([.. truth.OnOffer(at).Where(one => one.Model.Tools || !tools)]).Model.Id),
            };
            yield return new MonthAsk(at, name, stream, tools);
        }

        T One<T>(IReadOnlyList<T> of) => of[dice.Next(of.Count)];
    }

    /// <summary>How people call a model: without its vendor and its variant.</summary>
    public static string NameOf(string upstreamId)
    {
        var name = upstreamId[(upstreamId.LastIndexOf('/') + 1)..];
        return name.EndsWith(":free", StringComparison.Ordinal) ? name[..^":free".Length] : name;
    }
}
