using System.Text.Json;
using Gratis.Dispatch;
using Gratis.Gateway.Commands.Screens;
using Gratis.Wire;

namespace Gratis.Gateway.Commands.Explain;

/// <summary>The request to explain, and the model that it asks for.</summary>
internal sealed record Payload(GatewayRequest Request, string Model)
{
    // As much as a gateway takes by default: more would be refused there too.
    private const long MostBytes = 20_000_000;

    /// <summary>Reads it as a gateway would; null where it is none, and then why is told.</summary>
    public static async Task<Payload?> ReadAsync(ExplainRequest asked, CommandEdges edges, CancellationToken cancel)
    {
        if (asked.File is not null && asked.Prompt is not null)
            return Refuse("Give a prompt or --file, not both.");

        byte[] body;
        try
        {
            body = asked.File is { } file ? await ReadFileAsync(Path.Combine(edges.Around.WorkingDirectory, file), cancel) : OfPrompt(asked.Prompt ?? "");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Refuse($"The payload cannot be read: {unreadable.Message}");
        }

        if (!RequestReader.TryRead(body, Operation.Chat, out var facts, out var fault))
            return Refuse($"The payload is no chat completion request: {fault.Message}");
        var model = asked.Model ?? facts.Model(body);
        return new Payload(new GatewayRequest { Id = "", Operation = Operation.Chat, Body = body, Facts = facts }, model);

        Payload? Refuse(string message)
        {
            edges.Error.WriteLine(Plain.Line(message));
            return null;
        }
    }

    private static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancel)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
            throw new IOException($"{path} is larger than {MostBytes} bytes, and so more than a gateway takes.");
        return await File.ReadAllBytesAsync(path, cancel);
    }

    private static byte[] OfPrompt(string prompt)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("messages");
            json.WriteStartObject();
            json.WriteString("role", "user");
            json.WriteString("content", prompt);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
