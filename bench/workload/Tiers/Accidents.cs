using Gratis.Simulator.Faults;

namespace Gratis.Workload.Tiers;

/// <summary>What goes wrong on an ordinary day and is nobody's quota: a model full for everybody, an error now and then, an outage a day.</summary>
internal static class Accidents
{
    private static readonly string[] Down = ["nvidia", "siliconflow", "gemini", "kilo", "zhipu", "groq", "ovh"];

    public static IEnumerable<FaultSpec> In(int days)
    {
        yield return new FaultSpec(FaultKind.Overload) { Provider = "openrouter", Probability = 0.05 };
        yield return new FaultSpec(FaultKind.Overload) { Provider = "zhipu", Probability = 0.002 };
        yield return new FaultSpec(FaultKind.Status) { Status = 503, Probability = 0.001 };
        for (var day = 0; day < days; day++)
        {
            yield return new FaultSpec(FaultKind.RefuseConnection)
            {
                Provider = Down[day % Down.Length],
                After = TimeSpan.FromDays(day) + TimeSpan.FromHours(3 + (day * 5 % 12)),
                For = TimeSpan.FromMinutes(20),
            };
        }
    }
}
