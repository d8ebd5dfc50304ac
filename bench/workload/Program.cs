using System.Globalization;
using Gratis.Workload;
using Gratis.Workload.Agents;
using Gratis.Workload.Policies;
using Gratis.Workload.Run;
using Gratis.Workload.Tiers;

if (Options.Parse(args, out var wrong) is not { } options)
{
    Console.Error.WriteLine($"{wrong}\n\n{Options.Usage}");
    return 2;
}

var scenario = options.Scenario;
var map = new TierMap(scenario.Providers, scenario.TraitsOf);
var demand = new Demand(scenario.Kinds, map, options.Demand, options.Seed);
var run = new WorkloadRun(map, demand, options.Days, options.Seed);
var results = options.Policies.Select(Run).ToArray();
var report = Write(results);
Console.WriteLine(report);
foreach (var result in results)
{
    var seconds = result.WallClock.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture);
    Console.WriteLine($"{PolicyRoster.TitleOf(result.Policy)}: {seconds} s by the clock on the wall");
}

if (options.Output is { } file)
{
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, report);
}

return options.Check ? Check() : 0;

RunResult Run(string policy)
{
    Console.Error.WriteLine($"{policy} …");
    return run.Of(policy);
}

string Write(RunResult[] ran) => options.IsMixed ? MixedReport.ToMarkdown(options, map, demand, ran) : Report.ToMarkdown(options, map, demand, ran);

int Check()
{
    var missed = Targets.Missed(options, map, results).ToList();
    if (Write([.. options.Policies.Select(Run)]) != report)
        missed.Add("the same seed gave another result in a second run");
    foreach (var miss in missed)
        Console.Error.WriteLine("MISSED: " + miss);
    return missed.Count == 0 ? 0 : 1;
}
