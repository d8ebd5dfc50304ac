using System.Buffers;
using System.IO.Pipelines;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// The bytes of an event stream between two sockets: filled from the upstream, cut into frames, sent on in runs of whole frames.
/// Holds no memory while it waits for the next byte with nothing in hand.
/// </summary>
internal sealed class FrameBuffer(Stream upstream, AttemptClock clock, TimeSpan firstSilence, TimeSpan idle) : IAsyncDisposable
{
    private const int ReadSize = 4096;
    private const int MaxFrame = 8 * 1024 * 1024;

    private PooledBuffer? _buffer;
    private byte[] _joined = [];
    private SseReader _reader;
    private int _sent;
    private int _next;
    private bool _committed;

    /// <summary>True once a frame was found.</summary>
    public bool SawFrames { get; private set; }

    /// <summary>Bytes of whole frames that wait to be sent.</summary>
    public int Held => _next - _sent;

    /// <summary>What is not yet a frame.</summary>
    public ReadOnlySpan<byte> Unread => _buffer is null ? [] : _buffer.WrittenSpan[_next..];

    /// <summary>The next whole frame at hand.</summary>
    public bool TryNext(out SseFrame frame) => Take(_reader.TryRead(Unread, out frame), frame.Length);

    /// <summary>What is left without its blank line once the upstream has closed.</summary>
    public bool TryLast(out SseFrame frame) => Take(_reader.TryReadEnd(Unread, out frame), frame.Length);

    /// <summary>The payload of the frame just taken.</summary>
    public ReadOnlySpan<byte> Payload(in SseFrame frame)
    {
        if (frame.IsMultiLine && _joined.Length < frame.DataLength)
            _joined = new byte[frame.DataLength];
        return frame.Data(_buffer!.WrittenSpan[(_next - frame.Length).._next], _joined);
    }

    /// <summary>Waits for more bytes; false when the upstream has closed.</summary>
    public async ValueTask<bool> FillAsync()
    {
        GiveBack();
        SetDeadline();
        if (_buffer is null)
        {
            // Waits without holding a buffer: of a thousand slow streams nearly all are here.
#pragma warning disable CA2022 // Nothing is to be read: it returns when there is something.
            await upstream.ReadAsync(Memory<byte>.Empty, clock.Token);
#pragma warning restore CA2022
            _buffer = new PooledBuffer(ReadSize);
        }

        if (_buffer.Length - _next > MaxFrame)
            throw new InvalidDataException($"The upstream sent an event of more than {MaxFrame} bytes.");
        var read = await upstream.ReadAsync(_buffer.Free(), clock.Token);
        _buffer.Advance(read);
        return read > 0;
    }

    /// <summary>Everything up to the end, for a body that is no stream at all.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadRestAsync(int most)
    {
        while (_buffer!.Length < most && await FillAsync())
        {
        }

        return _buffer.Written[_next..];
    }

    /// <summary>While the client is being waited for, the upstream owes nothing.</summary>
    public void Pause() => clock.Stop();

    /// <summary>Sends every whole frame taken so far.</summary>
    public void SendHeld(PipeWriter client) => Send(client, _next);

    /// <summary>Sends what came before the frame just taken, and holds that back.</summary>
    public void SendBefore(PipeWriter client, in SseFrame frame) => Send(client, _next - frame.Length);

    /// <summary>Sends what came before the frame just taken, and drops it.</summary>
    public void SendWithout(PipeWriter client, in SseFrame frame)
    {
        Send(client, _next - frame.Length);
        _sent = _next;
    }

    public async ValueTask DisposeAsync()
    {
        _buffer?.Dispose();
        _buffer = null;
        await upstream.DisposeAsync();
        clock.Dispose();
    }

    private void Send(PipeWriter client, int end)
    {
        _committed = true;
        if (_buffer is null || end == _sent)
            return;
        client.Write(_buffer.WrittenSpan[_sent..end]);
        _sent = end;
    }

    private bool Take(bool found, int length)
    {
        if (!found)
            return false;
        SawFrames = true;
        _next += length;
        return true;
    }

    /// <summary>Forgets what was sent, and gives the memory back when nothing else is in it.</summary>
    private void GiveBack()
    {
        if (_buffer is null || _sent == 0)
            return;
        if (_sent == _buffer.Length)
        {
            _buffer.Dispose();
            _buffer = null;
        }
        else
        {
            _buffer.Consume(_sent);
        }

        _next -= _sent;
        _sent = 0;
    }

    /// <summary>Until the commit the whole silence is bounded, however many comments fill it; afterwards each pause.</summary>
    private void SetDeadline()
    {
        if (_committed)
            clock.Allow(idle);
        else
            clock.AllowUntil(firstSilence);
    }
}
