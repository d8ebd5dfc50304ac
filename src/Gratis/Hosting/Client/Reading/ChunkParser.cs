using System.Buffers;
using System.Text.Json;
using Gratis.Wire;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Reads an event stream into updates: each frame once, text as it comes, calls when they are whole, usage at the end.</summary>
internal sealed class ChunkParser(GratisAnswer answer)
{
    private readonly MessageParser _message = new();
    private readonly List<ChatResponseUpdate> _ready = [];
    private bool _hasToldWay;
    private UsageDetails? _usage;
    private string? _id;
    private string? _model = answer.Model;
    private DateTimeOffset? _created;

    private string Id => _id ?? answer.RequestId;

    /// <summary>Why the stream broke off; null while it has not.</summary>
    public GatewayError? Failure { get; private set; }

    /// <summary>Takes every whole frame; its updates are valid until the next call.</summary>
    /// <param name="unread">What has come and was not taken yet.</param>
    /// <param name="taken">So far it is taken now.</param>
    public IReadOnlyList<ChatResponseUpdate> Take(in ReadOnlySequence<byte> unread, out SequencePosition taken)
    {
        _ready.Clear();
        if (unread.IsSingleSegment)
        {
            taken = unread.GetPosition(TakeFrames(unread.FirstSpan));
            return _ready;
        }

        var joined = ArrayPool<byte>.Shared.Rent((int)unread.Length);
        unread.CopyTo(joined);
        taken = unread.GetPosition(TakeFrames(joined.AsSpan(0, (int)unread.Length)));
        ArrayPool<byte>.Shared.Return(joined);
        return _ready;
    }

    /// <summary>What is only known at the end; null where there is nothing to add.</summary>
    public ChatResponseUpdate? End()
    {
        var contents = new List<AIContent>();
        _message.Finish(contents, Id);
        if (_usage is not null)
            contents.Add(new UsageContent(_usage));
        return contents.Count > 0 ? Update(contents, null) : null;
    }

    /// <summary>What the stream cost, where that is known; only its end tells.</summary>
    public ChatResponseUpdate? Cost() => answer.CostUsd is > 0 and var cost ? Aside(new() { [GratisProperties.CostUsd] = cost }) : null;

    private int TakeFrames(ReadOnlySpan<byte> unread)
    {
        var taken = 0;
        var frames = default(SseReader);
        while (frames.TryRead(unread[taken..], out var frame))
        {
            if (frame.Kind == SseKind.Data)
                TakeData(frame, unread.Slice(taken, frame.Length));
            taken += frame.Length;
        }

        return taken;
    }

    private void TakeData(in SseFrame frame, ReadOnlySpan<byte> bytes)
    {
        var payload = frame.IsMultiLine ? frame.Data(bytes, new byte[frame.DataLength]) : frame.FirstData.Of(bytes);
        if (!payload.StartsWith((byte)'{'))
            return;
        if (payload.StartsWith("{\"error\""u8))
        {
            Failure = ErrorParser.Read(payload, answer);
            return;
        }

        try
        {
            TakeChunk(payload);
        }
        catch (JsonException)
        {
            // After the commit the engine looks into few chunks: this one is read here for the first time.
            Failure = GatewayError.StreamBroken($"{answer.Route} sent a chunk that is no JSON.") with { RequestId = answer.RequestId, Attempts = answer.Attempts };
        }
    }

    private void TakeChunk(ReadOnlySpan<byte> payload)
    {
        var contents = new List<AIContent>(1);
        var chunk = Envelope.Read(payload, _message, contents);
        _id ??= chunk.Id;
        _model = chunk.Model ?? _model;
        _created ??= chunk.Created;

        // Some repeat it in every chunk, and whoever adds updates up would count it as often.
        _usage = chunk.Usage ?? _usage;
        if (!_hasToldWay)
            _ready.Add(Aside(GratisProperties.Of(answer)));
        _hasToldWay = true;
        if (chunk.Finish is not null)
            _message.Finish(contents, Id);
        if (contents.Count > 0 || chunk.Finish is not null)
            _ready.Add(Update(contents, chunk.Finish));
    }

    private ChatResponseUpdate Update(List<AIContent> contents, ChatFinishReason? finish) => new(ChatRole.Assistant, contents)
    {
        ResponseId = Id,
        MessageId = Id,
        ModelId = _model,
        CreatedAt = _created,
        FinishReason = finish,
    };

    /// <summary>About the response as a whole: with a message's id it would be about that message.</summary>
    private ChatResponseUpdate Aside(AdditionalPropertiesDictionary properties) => new()
    {
        Role = ChatRole.Assistant,
        ResponseId = Id,
        ModelId = _model,
        CreatedAt = _created,
        AdditionalProperties = properties,
    };
}
