using System.Buffers;
using System.Text.Json;
using Gratis.AspNetCore.Requests;
using Gratis.Dispatch;

namespace Gratis.AspNetCore.Live;

/// <summary>Events as frames of a stream.</summary>
internal static class LiveFrame
{
    public static void Write(IBufferWriter<byte> output, LiveEvent told)
    {
        output.Write("event: request\ndata: "u8);
        using (var json = new Utf8JsonWriter(output))
            Write(json, told);
        output.Write("\n\n"u8);
    }

    /// <summary>So many events were missed.</summary>
    public static void WriteDropped(IBufferWriter<byte> output, long count)
    {
        output.Write("event: dropped\ndata: "u8);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        output.Write("\n\n"u8);
    }

    private static void Write(Utf8JsonWriter json, LiveEvent told)
    {
        json.WriteStartObject();
        json.WriteString("type", told.Type);
        if (told.Story is { } story)
            RequestJson.WriteMembers(json, story);
        else
            WriteStep(json, told);
        json.WriteEndObject();
    }

    /// <summary>A step says what it knows and nothing else.</summary>
    private static void WriteStep(Utf8JsonWriter json, LiveEvent told)
    {
        json.WriteString("id", told.Id);
        if (told.At is { } at)
            json.WriteInstant("at", at);
        if (told.Model is { } model)
            json.WriteString("model", model);
        if (told.Client is { } client)
            json.WriteString("client", client);
        if (told.IsStream is { } isStream)
            json.WriteBoolean("stream", isStream);
        if (told.Route is { } route)
            json.WriteString("route", route);
        if (told.Account is { } account)
            json.WriteString("account", account);
        if (told.Verdict is { } verdict)
            json.WriteString("verdict", verdict);
        if (told.Status is { } status)
            json.WriteNumber("status", status);
        if (told.Took is { } took)
            json.WriteNumber("ms", (long)took.TotalMilliseconds);
        if (told.Type == "waiting")
            json.WriteInstant("until", told.Until);
    }
}
