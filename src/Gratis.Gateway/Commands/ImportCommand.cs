using System.CommandLine;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Import;
using Gratis.Gateway.Import.Writing;
using Gratis.Gateway.Pool.Marked;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis import</c>: a config of ours out of that of another system.</summary>
internal static class ImportCommand
{
    private static readonly (ImportSystem System, string Description)[] Systems =
    [
        (ImportSystem.LiteLlm, "From the config.yaml of a LiteLLM proxy: groups, weights, fallbacks, router settings, keys."),
        (ImportSystem.OpenMux, "From the config.yaml of openmux: providers, keys, limits, routes, clients."),
        (ImportSystem.LlmProxy, "From the config.json of BillJr99/llmproxy: providers, filters, limits, favourites."),
        (ImportSystem.FreeRouter, "From the model catalogue (JSON) of FreeRouter: its order becomes a pool."),
        (ImportSystem.Env, "From a .env file: keys of providers, and settings under the names of other systems."),
    ];

    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("import", "Make a gratis.yaml out of another system's config, and say what could not be taken over.");
        foreach (var (system, description) in Systems)
            command.Subcommands.Add(Create(system, description, edges));
        return command;
    }

    private static Command Create(ImportSystem system, string description, Func<CommandEdges> edges)
    {
        var command = new Command(ImportWords.NameOf(system), description);
        var file = new Argument<string>("FILE") { Description = "The file to read; it is not changed." };
        var into = new Option<string?>("--into") { Description = "A new file for the result; without it: standard output." };
        var envFile = new Option<string?>("--env-file") { Description = "A file, new or not, that the secrets of the source are added to; without it they go nowhere." };
        command.Arguments.Add(file);
        command.Options.Add(into);
        command.Options.Add(envFile);

        // The result is the same whatever an installation here has; the options are there as everywhere.
        var shared = new PlaceOptions(command);
        command.SetAction(parsed => Run(new ImportRequest(system, parsed.GetValue(file)!, parsed.GetValue(into), parsed.GetValue(envFile), shared.IsJson(parsed)), edges()));
        return command;
    }

    public static int Run(ImportRequest request, CommandEdges edges)
    {
        string At(string path) => Path.GetFullPath(path, edges.Around.WorkingDirectory);

        if (!TextFile.TryRead(At(request.File), out var source, out var problem) || source is null)
            return Fail(request.File, problem ?? "There is no such file.");
        if (request.Into is { } into && (File.Exists(At(into)) || Directory.Exists(At(into))))
            return Fail(into, "It is there already, and an import never touches what its owner wrote. Name a new file, or take what you want from standard output.");

        var imported = Importer.Import(request.System, new SourceText(request.File, source.Text), BuiltInFacts.Load());
        if (!imported.Problems.IsEmpty)
        {
            foreach (var one in imported.Problems)
                edges.Error.WriteLine(Plain.Line(one));
            return ExitCodes.Unknown;
        }

        // The secrets first: without them the config is of no use.
        if (request.EnvFile is { } envFile && SecretFile.Add(At(envFile), imported.Variables) is { } refused)
            return Fail(envFile, refused);
        if (request.Into is { } target && TextFile.Replace(At(target), before: null, imported.Yaml) is { } unwritten)
            return Fail(target, unwritten);

        if (request.IsJson)
            ImportReport.Write(edges.Out, imported, request);
        else if (request.Into is null)
            edges.Out.Write(imported.Yaml);
        Tell(imported, request, edges);
        return ExitCodes.Done;

        int Fail(string name, string why)
        {
            edges.Error.WriteLine($"{Plain.Line(name)}: {why}");
            return ExitCodes.Unknown;
        }
    }

    private static void Tell(Imported imported, ImportRequest request, CommandEdges edges)
    {
        foreach (var remark in imported.Remarks)
            edges.Error.WriteLine(Plain.Line(remark.In(request.File)));
        foreach (var variable in imported.Variables)
        {
            var isKept = variable.Secret is not null && request.EnvFile is not null;
            edges.Error.WriteLine(Plain.Line(isKept ? $"{request.EnvFile} has {variable}" : $"set {variable}{(variable.Secret is null ? "" : " (in clear in the source)")}"));
        }
    }
}

/// <summary>What the command line asked of <c>import</c>.</summary>
internal sealed record ImportRequest(ImportSystem System, string File, string? Into = null, string? EnvFile = null, bool IsJson = false);
