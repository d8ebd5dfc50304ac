using System.Text;
using System.Text.Json;
using Gratis.Simulator.Accounting;
using Gratis.Simulator.Scenarios;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Hosting;

/// <summary>
/// The endpoints under <c>/_sim</c>: <c>GET truth</c>, <c>GET providers</c>, <c>GET|POST|DELETE faults</c>, <c>DELETE faults/{id}</c>.
/// A posted fault has the members of a scenario's fault, as JSON or YAML.
/// </summary>
internal sealed class ControlDesk(World world)
{
    private const string FaultPath = "/_sim/faults";

    public Reply Answer(SimRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/_sim/truth") => Reply.Json(200, writer => TruthJson.Write(writer, world.Truth)),
        ("GET", "/_sim/providers") => Reply.Json(200, WriteProviders),
        ("GET", FaultPath) => Reply.Json(200, WriteFaults),
        ("POST", FaultPath) => AddFault(request),
        ("DELETE", FaultPath) => ClearFaults(),
        ("DELETE", var path) when path.StartsWith(FaultPath + "/", StringComparison.Ordinal) =>
            world.Faults.Remove(path[(FaultPath.Length + 1)..]) ? new Reply(204) { Length = 0 } : Problem(404, "There is no fault of that id."),
        _ => Problem(404, "There are GET truth, GET providers, and GET, POST, DELETE faults."),
    };

    private Reply AddFault(SimRequest request)
    {
        try
        {
            var id = world.Faults.Add(FaultReader.Parse(Encoding.UTF8.GetString(request.Body.Span)));
            return Reply.Json(201, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                writer.WriteEndObject();
            });
        }
        catch (ScenarioException problem)
        {
            return Problem(400, problem.Message);
        }
    }

    private Reply ClearFaults()
    {
        world.Faults.Clear();
        return new Reply(204) { Length = 0 };
    }

    private void WriteFaults(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var (id, fault) in world.Faults.All)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("kind", Spelling.Of(fault.Kind));
            writer.WriteString("provider", fault.Provider);
            writer.WriteString("model", fault.Model);
            writer.WriteNumber("probability", fault.Probability);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteProviders(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var provider in world.Providers)
        {
            writer.WriteStartObject();
            writer.WriteString("id", provider.Id);
            writer.WriteString("kind", provider.Kind);
            writer.WriteString("base_path", $"/{provider.Id}{provider.BasePath}");
            writer.WriteStartArray("keys");
            foreach (var key in provider.Keys)
                writer.WriteStringValue(key);
            writer.WriteEndArray();
            writer.WriteStartArray("models");
            foreach (var model in provider.Models)
                writer.WriteStringValue(model.Id);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Reply Problem(int status, string message) => Reply.Json(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", message);
        writer.WriteEndObject();
    });
}
