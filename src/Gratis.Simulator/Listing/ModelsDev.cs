using System.Text.Json;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Listing;

/// <summary>
/// The public catalogue models.dev of this world: one document about the models of every provider, with the prices their own lists admit.
/// Host <c>models.dev.sim</c>, path prefix <c>/models.dev</c>; faults name it as the provider <c>models.dev</c>.
/// </summary>
internal sealed class ModelsDev(FaultBook faults, TimeProvider time)
{
    public const string Id = "models.dev";

    private const string DocumentPath = "/api.json";

    private static readonly ListHabits Habits = new() { Tagged = true, Gzipped = true, CacheControl = "public, max-age=0, must-revalidate" };

    private readonly Personality _manners = Roster.Find("openai");
    private readonly ListServer _server = new(Habits, time.GetUtcNow());
    private long _reads;

    /// <summary>How often the document was asked for.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    public Playback Serve(SimRequest request, string path, IEnumerable<Provider> providers)
    {
        var now = time.GetUtcNow();
        var accidents = faults.Strike(now, Id, null, null, FaultTarget.Lists);
        if (HeadFaults.Greeting(accidents) is var greeting and not Greeting.Accepted)
            return new Playback(new Reply(0) { Greeting = greeting }, time, null);

        ReadOnlyMemory<byte>? document = null;
        if ((request.Method, path) is ("GET", DocumentPath))
        {
            Interlocked.Increment(ref _reads);
            document = JsonText.Write(writer => Write(writer, providers, accidents, now));
        }

        var reply = (document is { } listed ? ListFaults.Instead(accidents, listed, keyed: true) : null)
            ?? HeadFaults.Instead(accidents, _manners, "", request.Path, now)
            ?? (document is { } body ? _server.Send(request, "", body, now) : Reply.Text(404, "text/plain; charset=utf-8", "Not Found"));
        ByteFaults.Apply(accidents, reply);
        reply.HeadDelay += HeadFaults.Delay(accidents, FaultKind.Latency);
        return new Playback(reply, time, null);
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<Provider> providers, FaultSpec[] accidents, DateTimeOffset now)
    {
        writer.WriteStartObject();
        foreach (var provider in providers)
        {
            // What runs on the owner's own machine is nothing the world knows of.
            if (Roster.Find(provider.Spec.Kind).TakesNoKey)
                continue;

            var id = NameOf(provider.Spec.Id);
            writer.WriteStartObject(id);
            writer.WriteString("id", id);
            writer.WriteStartArray("env");
            writer.WriteStringValue(provider.Spec.Id.ToUpperInvariant().Replace('-', '_') + "_API_KEY");
            writer.WriteEndArray();
            writer.WriteString("npm", "@ai-sdk/openai-compatible");
            writer.WriteString("api", provider.Entry.InProcessUrl.ToString());
            writer.WriteString("name", provider.Spec.Id);
            writer.WriteString("doc", $"http://{provider.Spec.Id}.sim/docs");
            writer.WriteStartObject("models");
            foreach (var model in ListFaults.Thin(accidents, provider.Shelf.Listed(null, now)))
                Write(writer, model);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ListedModel model)
    {
        var spec = model.Spec;
        var released = spec.Released.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStartObject(spec.Id);
        writer.WriteString("id", spec.Id);
        writer.WriteString("name", spec.Id);
        writer.WriteBoolean("attachment", spec.Vision);
        writer.WriteBoolean("reasoning", spec.Reasoning);
        writer.WriteBoolean("tool_call", spec.Tools && spec.Kind is ModelKind.Chat);
        writer.WriteBoolean("structured_output", spec.StructuredOutput && spec.Kind is ModelKind.Chat);
        writer.WriteBoolean("temperature", spec.Kind is ModelKind.Chat);
        writer.WriteString("release_date", released);
        writer.WriteString("last_updated", released);
        writer.WriteStartObject("modalities");
        writer.WriteStartArray("input");
        writer.WriteStringValue("text");
        if (spec.Vision)
            writer.WriteStringValue("image");
        writer.WriteEndArray();
        writer.WriteStartArray("output");
        writer.WriteStringValue("text");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteBoolean("open_weights", true);
        writer.WriteStartObject("cost");
        writer.WriteNumber("input", model.InputPrice);
        writer.WriteNumber("output", model.OutputPrice);
        writer.WriteEndObject();
        writer.WriteStartObject("limit");
        writer.WriteNumber("context", spec.Context);

        // For an embedding model it names the length of the vector here, and nothing else tells that it is one.
        writer.WriteNumber("output", spec.Kind is ModelKind.Chat ? spec.MaxOutput : spec.Dimensions);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // It has names of its own for two of them.
    private static string NameOf(string provider) => provider switch
    {
        "gemini" => "google",
        "zhipu" => "zhipuai",
        _ => provider,
    };
}
