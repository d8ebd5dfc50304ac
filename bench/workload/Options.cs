using System.Globalization;
using Gratis.Workload.Policies;

namespace Gratis.Workload;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        A day of free tiers in virtual time: twelve simulated providers, two hundred agents, and policies to compare.

          --days N         how long it goes on, 1 to 31                          (1)
          --seed N         decides everything that is left to chance             (7)
          --demand X       calls asked for, as a multiple of what can be served  (2)
          --mixed          models that differ, asked for chat, code with tools, pictures, long texts and JSON
          --policies A,B   of gratis, fixed, provider, buckets, random, tiers    (four of them)
          --pools          adds a table of all quota pools for each policy
          --check          fails when Gratis misses a target, or a second run differs
          --output FILE    where the tables go as well
        """;

    public int Days { get; private init; } = 1;

    public int Seed { get; private init; } = 7;

    public double Demand { get; private init; } = 2;

    public bool IsMixed { get; private init; }

    public Scenario Scenario => IsMixed ? Scenario.Mixed : Scenario.Quotas;

    public IReadOnlyList<string> Policies { get => field ?? Scenario.Policies; private init; }

    public bool Pools { get; private init; }

    public bool Check { get; private init; }

    public string? Output { get; private init; }

    /// <summary>Reads the command line; null and what is wrong with it when it cannot be read.</summary>
    public static Options? Parse(string[] args, out string? wrong)
    {
        var options = new Options();
        wrong = null;
        for (var i = 0; i < args.Length && wrong is null; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--days" when int.TryParse(value, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 31:
                    options = options with { Days = days };
                    i++;
                    break;
                case "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    i++;
                    break;
                case "--demand" when double.TryParse(value, CultureInfo.InvariantCulture, out var demand) && demand is > 0 and <= 10:
                    options = options with { Demand = demand };
                    i++;
                    break;
                case "--policies" when value.Split(',') is var names && names.All(PolicyRoster.Names.Contains):
                    options = options with { Policies = [.. names.Distinct()] };
                    i++;
                    break;
                case "--output" when value.Length > 0:
                    options = options with { Output = Path.GetFullPath(value) };
                    i++;
                    break;
                case "--mixed":
                    options = options with { IsMixed = true };
                    break;
                case "--pools":
                    options = options with { Pools = true };
                    break;
                case "--check":
                    options = options with { Check = true };
                    break;
                default:
                    wrong = $"'{args[i]} {value}' is none of the options below.";
                    break;
            }
        }

        return wrong is null ? options : null;
    }
}
