using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gratis.Wire.Schemas;

/// <summary>A chat request whose answer must follow a schema, for routes that know nothing of schemas: they read it in their instructions.</summary>
/// <param name="body">The request.</param>
/// <param name="facts">What was read of it; there is a schema among it.</param>
internal sealed class SchemaPrompt(ReadOnlyMemory<byte> body, RequestFacts facts)
{
    private const string Words = "Your answer must be one JSON value that is valid under the JSON Schema below. Write that value and nothing else: no words before or after it, no code fence.";
    private const string BesideTools = " Calls of your tools are not bound by it.";

    /// <summary>More bytes than are added to the text of a request, beside the schema itself.</summary>
    public const int MostAdded = 512;

    private JsonSchema? _schema;
    private bool _isRead;

    /// <summary>What its answer is checked against; null where nothing can be held to the schema, and then it is of no use to put it into words.</summary>
    public JsonSchema? Schema
    {
        get
        {
            if (!_isRead)
                _schema = facts.MessageCount < RequestReader.MaxItems ? JsonSchema.TryRead(facts.Schema.Of(body.Span), out _) : null;
            _isRead = true;
            return _schema;
        }
    }

    /// <summary>Writes the request with its schema in the instructions and nowhere else, for an answer that comes whole: before it is checked nobody may have any of it.</summary>
    public byte[] Write()
    {
        var json = body.Span[(facts.AfterBrace - 1)..];
        using var written = new PooledBuffer(json.Length + facts.Schema.Length + MostAdded);
        var list = new JsonMerge.Separated(written, "{"u8);
        for (var parts = new JsonParts(json); parts.MoveNext();)
        {
            if (parts.IsNamed("response_format"u8) || parts.IsNamed("stream"u8) || parts.IsNamed("stream_options"u8))
                continue;
            list.Next();
            written.Append(parts.Before);
            if (parts.IsNamed("messages"u8))
                WriteMessages(parts.Value, written);
            else
                written.Append(parts.Value);
            written.Append(parts.After);
        }

        written.Append("}"u8);
        return written.WrittenSpan.ToArray();
    }

    /// <summary>Some models take one system message only, and only as the first: it joins the one that is there.</summary>
    private void WriteMessages(ReadOnlySpan<byte> messages, PooledBuffer into)
    {
        var list = new JsonMerge.Separated(into, "["u8);
        var parts = new JsonParts(messages);
        if (!parts.MoveNext() || !IsInstruction(parts.Value))
        {
            list.Next();
            into.Append("{\"role\":\"system\",\"content\":\""u8);
            WriteWords(into);
            into.Append("\"}"u8);
            parts = new JsonParts(messages);
            parts.MoveNext();
        }
        else
        {
            list.Next();
            into.Append(parts.Before);
            WriteInstruction(parts.Value, into);
            into.Append(parts.After);
            if (!parts.MoveNext())
            {
                into.Append("]"u8);
                return;
            }
        }

        do
        {
            list.Next();
            into.Append(parts.Before);
            into.Append(parts.Value);
            into.Append(parts.After);
        }
        while (parts.MoveNext());
        into.Append("]"u8);
    }

    private void WriteInstruction(ReadOnlySpan<byte> message, PooledBuffer into)
    {
        var list = new JsonMerge.Separated(into, "{"u8);
        for (var parts = new JsonParts(message); parts.MoveNext();)
        {
            list.Next();
            into.Append(parts.Before);
            if (parts.IsNamed("content"u8))
                WriteContent(parts.Value, into);
            else
                into.Append(parts.Value);
            into.Append(parts.After);
        }

        into.Append("}"u8);
    }

    private void WriteContent(ReadOnlySpan<byte> content, PooledBuffer into)
    {
        into.Append(content[..^1]);
        if (content[0] == '"')
        {
            into.Append(content.Length > 2 ? "\\n\\n"u8 : []);
            WriteWords(into);
            into.Append("\""u8);
            return;
        }

        into.Append(new JsonParts(content).MoveNext() ? ","u8 : []);
        into.Append("{\"type\":\"text\",\"text\":\""u8);
        WriteWords(into);
        into.Append("\"}]"u8);
    }

    private void WriteWords(PooledBuffer into)
    {
        Append(System.Text.Encoding.UTF8.GetBytes(Words), into);
        if (facts.HasTools)
            Append(System.Text.Encoding.UTF8.GetBytes(BesideTools), into);
        into.Append("\\n\\n"u8);
        Append(facts.Schema.Of(body.Span), into);
    }

    private static void Append(ReadOnlySpan<byte> text, PooledBuffer into) =>
        into.Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);

    /// <summary>True for a first message that tells the model what to do, in a form that can be added to.</summary>
    private static bool IsInstruction(ReadOnlySpan<byte> message)
    {
        var role = JsonParts.Find(message, "role"u8);
        return (role.SequenceEqual("\"system\""u8) || role.SequenceEqual("\"developer\""u8)) && JsonParts.Find(message, "content"u8) is [(byte)'"' or (byte)'[', ..];
    }
}
