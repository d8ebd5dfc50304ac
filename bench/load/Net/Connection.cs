using System.Net.Sockets;

namespace Gratis.Load.Net;

/// <summary>One non-blocking connection on an <see cref="EventLoop"/>: sends what the socket takes, keeps the rest, feeds what comes.</summary>
internal abstract class Connection : IReady
{
    private readonly EventLoop _loop;
    private readonly Socket _socket;
    private ReadOnlyMemory<byte> _unsent;

    protected Connection(EventLoop loop, Socket socket)
    {
        _loop = loop;
        _socket = socket;
        socket.NoDelay = true;
        socket.Blocking = false;
    }

    /// <summary>The connection is closed: nothing more comes of it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Everything handed to <see cref="Send"/> is on its way.</summary>
    protected bool HasSentAll => _unsent.IsEmpty;

    public void OnReady(bool hangup)
    {
        if (IsClosed)
            return;
        if (!_unsent.IsEmpty)
        {
            SendRest();
            if (_unsent.IsEmpty && !IsClosed)
                OnSent();
        }

        try
        {
            Receive(hangup);
        }
        catch (InvalidDataException broken)
        {
            End(broken.Message);
        }
    }

    public void Close()
    {
        IsClosed = true;
        _socket.Dispose();
    }

    /// <summary>Starts watching; the derived constructor has run by then.</summary>
    protected void Watch() => _loop.AddConnection(_socket, this);

    protected void Send(ReadOnlyMemory<byte> bytes)
    {
        _unsent = bytes;
        SendRest();
    }

    /// <summary>Bytes came.</summary>
    protected abstract void OnReceived(ReadOnlySpan<byte> data);

    /// <summary>What the socket would not take at once has been sent.</summary>
    protected abstract void OnSent();

    /// <summary>The connection ended, not by <see cref="Close"/>.</summary>
    protected abstract void OnEnded(string why);

    private void Receive(bool hangup)
    {
        var buffer = _loop.Scratch;
        int count;
        do
        {
            count = _socket.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                return;
            if (error != SocketError.Success || count == 0)
            {
                End(count == 0 && error == SocketError.Success ? "closed by the other side" : error.ToString());
                return;
            }

            OnReceived(buffer.AsSpan(0, count));
        }
        // A short read has emptied the socket, unless the end of the stream is behind it.
        while (!IsClosed && (count == buffer.Length || hangup));
    }

    private void SendRest()
    {
        while (!_unsent.IsEmpty)
        {
            var count = _socket.Send(_unsent.Span, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                return;
            if (error != SocketError.Success)
            {
                End(error.ToString());
                return;
            }

            _unsent = _unsent[count..];
        }
    }

    private void End(string why)
    {
        if (IsClosed)
            return;
        Close();
        OnEnded(why);
    }
}
