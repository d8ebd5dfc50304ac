using System.Collections.Immutable;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Import.Drafting;
using Gratis.Gateway.Import.Reading;
using Gratis.Gateway.Import.Systems;
using Gratis.Gateway.Import.Writing;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Import;

/// <summary>
/// Turns the config of another system into one of ours. Text in, text and remarks out: no file is touched. What comes out is read by the
/// gateway's own reader before it is given to anybody.
/// </summary>
internal static class Importer
{
    public static Imported Import(ImportSystem system, SourceText source, BuiltInFacts facts)
    {
        var tree = SourceTree.Read(system, source);
        if (!tree.Problems.IsEmpty)
            return Imported.Failed(tree.Problems);

        var bench = new Workbench(facts);
        switch (system)
        {
            case ImportSystem.LiteLlm:
                new LiteLlmImport(bench).Read(tree.Root);
                break;
            case ImportSystem.OpenMux:
                new OpenMuxImport(bench).Read(tree.Root);
                break;
            case ImportSystem.LlmProxy:
                new LlmProxyImport(bench).Read(tree.Root);
                break;
            case ImportSystem.FreeRouter:
                new FreeRouterImport(bench).Read(tree.Root);
                break;
            default:
                new EnvImport(bench).Read(tree.Root);
                break;
        }

        PoolCircles.Break(bench);
        var yaml = DraftYaml.Write(bench.Draft, $"Imported from {source.Name} by 'gratis import {ImportWords.NameOf(system)}'.");
        var variables = bench.Keys.Needed;
        return WhyUnreadable(yaml, variables, facts) is { IsEmpty: false } problems
            ? Imported.Failed(problems)
            : new Imported(yaml, [.. bench.Remarks.OrderBy(remark => remark.Line)], variables, []);
    }

    /// <summary>What our own reader says against it, with every variable set to something of its own.</summary>
    private static ImmutableArray<string> WhyUnreadable(string yaml, ImmutableArray<NeededVariable> variables, BuiltInFacts facts)
    {
        var environment = variables.ToDictionary(variable => variable.Name, variable => $"https://{variable.Name.ToLowerInvariant().Replace('_', '-')}.example/v1");
        var reading = new ConfigReader(KnownThings.From(facts)).Read(new SourceText("the result", yaml), dotEnv: null, environment);
        return [.. reading.Errors.Select(error => error.ToString())];
    }
}
