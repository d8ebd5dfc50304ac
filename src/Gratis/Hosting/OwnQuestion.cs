using System.Buffers;
using System.Text.Json;
using Gratis.Dispatch;
using Gratis.Wire;

namespace Gratis.Hosting;

/// <summary>What the gateway itself asks a model: an ordinary request that yields to those of clients and does not wait.</summary>
internal static class OwnQuestion
{
    /// <param name="id">Of the request.</param>
    /// <param name="model">Whom to ask.</param>
    /// <param name="instruction">What to do.</param>
    /// <param name="subject">With what.</param>
    /// <param name="mostTokens">The longest answer.</param>
    /// <param name="raisedBy">The request that carries the same words of a client: whom they may not go to, and on whose account, holds here too.</param>
    public static GatewayRequest Create(string id, string model, string instruction, string subject, int mostTokens, GatewayRequest? raisedBy = null)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteNumber("temperature", 0);
            json.WriteNumber("max_tokens", mostTokens);
            json.WriteStartArray("messages");
            Say(json, "system", instruction);
            Say(json, "user", subject);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (!RequestReader.TryRead(body.WrittenSpan, Operation.Chat, out var facts, out var fault))
            throw new InvalidDataException(fault.Message);
        return new GatewayRequest
        {
            Id = id,
            Operation = Operation.Chat,
            Body = body.WrittenMemory,
            Facts = facts,
            MaxWait = TimeSpan.Zero,
            IsBackground = true,
            Wishes = raisedBy?.Wishes,
            Budget = raisedBy?.Budget,
        };
    }

    private static void Say(Utf8JsonWriter json, string role, string words)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", words);
        json.WriteEndObject();
    }
}
