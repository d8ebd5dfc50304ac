using System.Buffers;
using System.Text;
using System.Text.Json;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Answers;

/// <summary>Writes a chat answer as the frames of a stream, in a provider's shape and habits.</summary>
internal sealed class ChatFrames : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly List<(FrameKind Kind, int Start, int End, int Tokens, Place Place)> _frames = [];
    private readonly Utf8JsonWriter _writer;
    private readonly Personality _manners;
    private readonly Call _call;
    private int _characters;
    private bool _spoken;

    private ChatFrames(Personality manners, Call call)
    {
        _manners = manners;
        _call = call;
        _writer = new Utf8JsonWriter(_buffer, JsonText.Options);
    }

    public static List<Frame> Of(Personality manners, Call call)
    {
        using var frames = new ChatFrames(manners, call);
        return frames.Write();
    }

    /// <summary>A chunk that carries only usage so far, as some providers send in the middle.</summary>
    public static Frame UsageChunk(Personality manners, Call call, int outputTokens)
    {
        using var frames = new ChatFrames(manners, call);
        frames.Usage(outputTokens);
        return frames.Finish()[0];
    }

    public void Dispose() => _writer.Dispose();

    private List<Frame> Write()
    {
        var habits = _manners.Habits;
        for (var i = 0; i < habits.Comments; i++)
            Comment(habits.Comment);

        if (!habits.RoleInEveryDelta)
            Chunk(Place.First, (writer, _) => writer.WriteString("content", ""), 0, null);
        Reason(habits.Reasoning);
        foreach (var piece in Pieces(_call.Answer.Text))
            Chunk(Place.Middle, static (writer, text) => writer.WriteString("content", text), piece.Length, null, piece);
        if (habits.WholeToolCalls)
            WholeToolCalls(habits.ToolIndex);
        else
            ToolCallFragments();

        Chunk(Place.Finish, static (_, _) => { }, 0, _call.Answer.FinishReason);
        if (habits.Usage is UsageHabit.OwnChunk || (habits.Usage is UsageHabit.WhenAsked && _call.Prompt.IncludeUsage))
            Usage(_call.Answer.OutputTokens);

        var frames = Finish();
        if (habits.Done)
            frames.Add(Frame.Done);
        return frames;
    }

    private List<Frame> Finish()
    {
        var bytes = _buffer.WrittenMemory;
        var frames = new List<Frame>(_frames.Count + 4);
        foreach (var (kind, start, end, tokens, place) in _frames)
            frames.Add(new Frame(kind, bytes[start..end], tokens, place));
        return frames;
    }

    private void Reason(ReasoningField field)
    {
        if (_call.Answer.Reasoning.Length == 0)
            return;

        var tags = field is ReasoningField.ThinkTags;
        if (tags)
            Chunk(Place.Middle, static (writer, _) => writer.WriteString("content", "<think>"), 0, null);
        foreach (var piece in Pieces(_call.Answer.Reasoning))
        {
            if (tags)
                Chunk(Place.Middle, static (writer, text) => writer.WriteString("content", text), piece.Length, null, piece);
            else
                Chunk(Place.Middle, (writer, text) => _manners.WriteReasoningDelta(writer, text), piece.Length, null, piece);
        }

        if (tags)
            Chunk(Place.Middle, static (writer, _) => writer.WriteString("content", "</think>"), 0, null);
    }

    private void ToolCallFragments()
    {
        var calls = _call.Answer.ToolCalls;
        for (var i = 0; i < calls.Count; i++)
            ToolCall(i, calls[i], "", withName: true);

        // Arguments come in thirds, those of parallel calls in turn.
        for (var part = 0; part < 3; part++)
        {
            for (var i = 0; i < calls.Count; i++)
            {
                var arguments = calls[i].Arguments;
                ToolCall(i, calls[i], arguments[(arguments.Length * part / 3)..(arguments.Length * (part + 1) / 3)], withName: false);
            }
        }
    }

    private void ToolCall(int index, ToolCall call, string arguments, bool withName) =>
        Chunk(Place.Middle, (writer, _) =>
        {
            writer.WriteStartArray("tool_calls");
            WriteToolCall(writer, index, call, arguments, withName, withIndex: true);
            writer.WriteEndArray();
        }, withName ? call.Name.Length : arguments.Length, null);

    private void WholeToolCalls(bool withIndex)
    {
        var calls = _call.Answer.ToolCalls;
        if (calls.Count == 0)
            return;

        Chunk(Place.Middle, (writer, _) =>
        {
            writer.WriteStartArray("tool_calls");
            for (var i = 0; i < calls.Count; i++)
                WriteToolCall(writer, i, calls[i], calls[i].Arguments, withName: true, withIndex);
            writer.WriteEndArray();
        }, calls.Sum(call => call.Name.Length + call.Arguments.Length), null);
    }

    private static void WriteToolCall(Utf8JsonWriter writer, int index, ToolCall call, string arguments, bool withName, bool withIndex)
    {
        writer.WriteStartObject();
        if (withIndex)
            writer.WriteNumber("index", index);
        if (withName)
        {
            writer.WriteString("id", call.Id);
            writer.WriteString("type", "function");
        }

        writer.WriteStartObject("function");
        if (withName)
            writer.WriteString("name", call.Name);
        writer.WriteString("arguments", arguments);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Chunk(Place place, Action<Utf8JsonWriter, string> delta, int characters, string? finish, string text = "")
    {
        var before = Tokens.Upto(_characters);
        _characters += characters;
        var tokens = Tokens.Upto(_characters);
        var start = Open(place);
        _writer.WriteStartArray("choices");
        _writer.WriteStartObject();
        _writer.WriteNumber("index", 0);
        _writer.WriteStartObject("delta");
        if (place is Place.First || _manners.Habits.RoleInEveryDelta)
            _writer.WriteString("role", "assistant");
        delta(_writer, text);
        _writer.WriteEndObject();
        if (finish is null)
            _writer.WriteNull("finish_reason");
        else
            _writer.WriteString("finish_reason", finish);
        _manners.WriteChoiceTail(_writer, finish);
        _writer.WriteEndObject();
        _writer.WriteEndArray();
        var usage = _manners.Habits.Usage;
        if (usage is UsageHabit.EveryChunk || (place is Place.Finish && usage is UsageHabit.WithFinish))
        {
            _writer.WritePropertyName("usage");
            _manners.WriteUsage(_writer, _call, tokens, Math.Min(tokens, _call.Answer.ReasoningTokens));
        }

        Close(start, tokens - before, place);
    }

    private void Usage(int outputTokens)
    {
        var start = Open(Place.Usage);
        _writer.WriteStartArray("choices");
        _manners.WriteUsageChunkChoices(_writer, _call);
        _writer.WriteEndArray();
        _writer.WritePropertyName("usage");
        _manners.WriteUsage(_writer, _call, outputTokens, Math.Min(outputTokens, _call.Answer.ReasoningTokens));
        Close(start, 0, Place.Usage);
    }

    private int Open(Place place)
    {
        var start = _buffer.WrittenCount;
        _writer.Reset();
        _writer.WriteStartObject();
        _writer.WriteString("id", _manners.NewId(_call));
        _writer.WriteString("object", "chat.completion.chunk");
        _writer.WriteNumber("created", _call.Now.ToUnixTimeSeconds());
        _writer.WriteString("model", _call.Prompt.Model);

        // With the role in every delta there is no opening chunk of its own: the first one spoken opens.
        _manners.WriteTop(_writer, _call, _spoken ? place : Place.First);
        _spoken = true;
        return start;
    }

    private void Close(int start, int tokens, Place place)
    {
        _manners.WriteEnd(_writer, _call, place);
        _writer.WriteEndObject();
        _writer.Flush();
        _frames.Add((FrameKind.Data, start, _buffer.WrittenCount, tokens, place));
    }

    private void Comment(string text)
    {
        var start = _buffer.WrittenCount;
        Encoding.UTF8.GetBytes(text, _buffer);
        _frames.Add((FrameKind.Comment, start, _buffer.WrittenCount, 0, Place.First));
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf(' ', start + 1);
            if (end < 0)
                end = text.Length;
            yield return text[start..end];
            start = end;
        }
    }
}
