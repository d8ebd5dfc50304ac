using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Gratis.Load.Net;

/// <summary>Something that waits for its socket.</summary>
internal interface IReady
{
    /// <summary>The socket can be read or written; <paramref name="hangup"/>: the other side will send no more.</summary>
    void OnReady(bool hangup);
}

/// <summary>
/// One thread over many sockets. The kernel's own readiness queue costs a fraction of what the asynchronous socket API does,
/// and the bench needs its two ends to be much faster than what they measure.
/// </summary>
internal sealed partial class EventLoop : IDisposable
{
    private const uint In = 0x1, Out = 0x4, Error = 0x8, HangUp = 0x10, PeerDone = 0x2000, EdgeTriggered = 1u << 31;
    private const int Register = 1, CloseOnExec = 0x80000, Interrupted = 4, MaxEvents = 256;

    // The kernel packs its event to 12 bytes on x64 and on no other architecture.
    private static readonly int EventBytes = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventBytes - 8;

    private readonly byte[] _events = new byte[MaxEvents * EventBytes];
    private readonly int _queue;
    private IReady?[] _byDescriptor = new IReady?[1024];

    public EventLoop()
    {
        _queue = EpollCreate(CloseOnExec);
        if (_queue < 0)
            throw new Win32Exception();
    }

    /// <summary>Where every connection of this loop receives: one thread, one buffer.</summary>
    public byte[] Scratch { get; } = new byte[256 * 1024];

    /// <summary>Watches a listener: it is ready for as long as a connection waits.</summary>
    public void AddListener(Socket socket, IReady handler) => Add(socket, handler, In);

    /// <summary>Watches a connection: it is ready once after each change. Closing the socket ends the watch.</summary>
    public void AddConnection(Socket socket, IReady handler) => Add(socket, handler, In | Out | PeerDone | EdgeTriggered);

    /// <summary>Waits until something is ready, at most so long (-1: for ever), and lets all that is ready work.</summary>
    public void Turn(int milliseconds)
    {
        var count = EpollWait(_queue, _events, MaxEvents, milliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() != Interrupted)
            throw new Win32Exception();
        for (var i = 0; i < count; i++)
        {
            var entry = _events.AsSpan(i * EventBytes, EventBytes);
            var flags = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            var descriptor = BinaryPrimitives.ReadInt32LittleEndian(entry[DataOffset..]);
            _byDescriptor[descriptor]?.OnReady((flags & (Error | HangUp | PeerDone)) != 0);
        }
    }

    public void Dispose()
    {
        if (Close(_queue) != 0)
            throw new Win32Exception();
    }

    private void Add(Socket socket, IReady handler, uint flags)
    {
        var descriptor = (int)socket.Handle;
        if (descriptor >= _byDescriptor.Length)
            Array.Resize(ref _byDescriptor, Math.Max(descriptor + 1, _byDescriptor.Length * 2));
        _byDescriptor[descriptor] = handler;
        var entry = new byte[EventBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, flags);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(DataOffset), descriptor);
        if (EpollControl(_queue, Register, descriptor, entry) != 0)
            throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(int queue, int operation, int descriptor, byte[] entry);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWait(int queue, byte[] events, int capacity, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
