using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;

namespace Gratis.Benchmarks;

/// <summary>Time and allocation of every benchmark; <c>--short</c> takes three measurements, enough to see a factor.</summary>
internal sealed class BenchConfig : ManualConfig
{
    public BenchConfig(bool isShort)
    {
        AddJob(isShort ? Job.ShortRun : Job.Default);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        WithOptions(ConfigOptions.DisableLogFile);
    }
}
