using BenchmarkDotNet.Running;
using Gratis.Benchmarks;

var isShort = args.Contains("--short");
BenchmarkSwitcher.FromAssembly(typeof(BenchConfig).Assembly).Run([.. args.Where(arg => arg != "--short")], new BenchConfig(isShort));
