using System.Text.Json;

namespace Gratis.Simulator.Accounting;

/// <summary>Writes the truth for <c>GET /_sim/truth</c>.</summary>
internal static class TruthJson
{
    public static void Write(Utf8JsonWriter writer, WorldTruth truth)
    {
        writer.WriteStartObject();
        writer.WriteString("at", truth.At);
        writer.WriteNumber("usd", truth.Usd);
        writer.WriteNumber("billed", truth.Billed);
        writer.WriteNumber("overspends", truth.Overspends);
        writer.WriteNumber("models_dev_reads", truth.ModelsDevReads);
        writer.WriteStartObject("providers");
        foreach (var provider in truth.Providers)
        {
            writer.WriteStartObject(provider.Id);
            writer.WritePropertyName("total");
            Write(writer, provider.Total);
            WriteAll(writer, "keys", provider.Keys);
            WriteAll(writer, "models", provider.Models);
            WriteNotes(writer, "bill", provider.Bill);
            WriteNotes(writer, "dead", provider.Dead);
            writer.WriteStartArray("windows");
            foreach (var window in provider.Windows)
                Write(writer, window);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, Counts> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in counts)
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteNotes(Utf8JsonWriter writer, string name, IReadOnlyList<NotedCalls> notes)
    {
        writer.WriteStartArray(name);
        foreach (var note in notes)
        {
            writer.WriteStartObject();
            writer.WriteString("key", note.Key);
            writer.WriteString("model", note.Model);
            writer.WriteNumber("count", note.Count);
            writer.WriteNumber("usd", note.Usd);
            writer.WriteStartArray("at");
            foreach (var at in note.At)
                writer.WriteStringValue(at);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Counts counts)
    {
        writer.WriteStartObject();
        writer.WriteNumber("received", counts.Received);
        writer.WriteNumber("accepted", counts.Accepted);
        writer.WriteStartObject("refused");
        foreach (var (reason, number) in counts.Refused)
            writer.WriteNumber(reason, number);
        writer.WriteEndObject();
        writer.WriteNumber("overspends", counts.Overspends);
        writer.WriteNumber("input_tokens", counts.InputTokens);
        writer.WriteNumber("output_tokens", counts.OutputTokens);
        writer.WriteNumber("usd", counts.Usd);
        writer.WriteNumber("billed", counts.Billed);
        writer.WriteNumber("lists", counts.Lists);
        writer.WriteNumber("lists_unchanged", counts.ListsUnchanged);
        writer.WriteNumber("broken", counts.Broken);
        writer.WriteNumber("cancelled", counts.Cancelled);
        writer.WriteStartArray("cancelled_after_ms");
        foreach (var milliseconds in counts.CancelledAfterMs)
            writer.WriteNumberValue(milliseconds);
        writer.WriteEndArray();
        writer.WriteNumber("in_flight", counts.InFlight);
        writer.WriteNumber("peak_in_flight", counts.PeakInFlight);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, WindowTruth window)
    {
        writer.WriteStartObject();
        writer.WriteString("limit", window.Limit);
        writer.WriteString("key", window.Key);
        writer.WriteString("model", window.Model);
        writer.WriteString("address", window.Address);
        writer.WriteNumber("amount", window.Amount);
        writer.WriteNumber("used", window.Used);
        writer.WriteNumber("peak", window.Peak);
        writer.WriteNumber("refusals", window.Refusals);
        writer.WriteString("clear_at", window.ClearAt);
        writer.WriteEndObject();
    }
}
