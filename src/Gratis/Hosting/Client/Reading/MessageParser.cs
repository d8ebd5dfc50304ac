using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Reads a message, or the pieces of one that a stream brings, into contents.</summary>
internal sealed class MessageParser
{
    /// <summary>How contents say that a model refused.</summary>
    public const string RefusalCode = "refusal";

    private readonly ToolCallParser _calls = new();
    private StringBuilder? _refusal;

    /// <summary>Reads the object under <paramref name="reader"/>: text, reasoning and images at once, calls and refusals for <see cref="Finish"/>.</summary>
    public void Read(ref Utf8JsonReader reader, IList<AIContent> contents)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        // Thoughts come before words, in whichever order they are written down.
        var at = contents.Count;
        var hasThought = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                PartParser.Read(ref reader, contents);
            }
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8))
            {
                // Some say the same under both names.
                if (JsonText.Next(ref reader) is { Length: > 0 } thought && !hasThought)
                {
                    hasThought = true;
                    contents.Insert(at, new TextReasoningContent(thought));
                }
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                _calls.ReadAll(ref reader);
            }
            else if (reader.ValueTextEquals("function_call"u8))
            {
                reader.Read();
                _calls.Read(ref reader);
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                if (JsonText.Next(ref reader) is { Length: > 0 } words)
                    (_refusal ??= new()).Append(words);
            }
            else if (reader.ValueTextEquals("images"u8))
            {
                reader.Read();
                PartParser.Read(ref reader, contents);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    /// <summary>Adds what is only known to be whole at the end.</summary>
    public void Finish(IList<AIContent> contents, string answer)
    {
        if (_refusal is { } words)
            contents.Add(new ErrorContent(words.ToString()) { ErrorCode = RefusalCode });
        _refusal = null;
        _calls.AddTo(contents, answer);
    }
}
