using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Doctor;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis doctor</c>: what would keep a gateway from serving well, each with its cure.</summary>
internal static class DoctorCommand
{
    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("doctor", "Check config, keys, providers, clock, database, disk and address; each finding comes with its cure.");
        var offline = new Option<bool>("--offline") { Description = "Ask no provider." };
        command.Options.Add(offline);
        var shared = new PlaceOptions(command);
        command.SetAction((parsed, cancel) => RunAsync(new DoctorRequest(shared.PlaceOf(parsed), parsed.GetValue(offline), shared.IsJson(parsed)), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(DoctorRequest request, CommandEdges edges, CancellationToken cancel)
    {
        IReadOnlyList<Finding> findings;
        using (var progress = Progress.Of(edges, "Looking around"))
            findings = await new Examination(edges, request.IsOffline).RunAsync(request.Place, progress, cancel);
        if (request.IsJson)
            DoctorJson.Write(edges.Out, findings);
        else
            DoctorScreen.Write(edges, findings);
        return Diagnosis.Worst(findings) == Severity.Error ? ExitCodes.Unknown : ExitCodes.Done;
    }
}

/// <summary>What the command line asked of <c>doctor</c>.</summary>
internal sealed record DoctorRequest(CatalogueRequest Place, bool IsOffline = false, bool IsJson = false);
