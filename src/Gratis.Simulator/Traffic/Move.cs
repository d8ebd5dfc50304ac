namespace Gratis.Simulator.Traffic;

/// <summary>What a move of an answer's body does.</summary>
internal enum MoveKind
{
    /// <summary>Hands out bytes.</summary>
    Write,

    /// <summary>Lets time pass.</summary>
    Wait,

    /// <summary>Never goes on: only the client can end it.</summary>
    Stall,
}

/// <summary>One step of an answer's body.</summary>
internal readonly record struct Move(MoveKind Kind, ReadOnlyMemory<byte> Bytes, TimeSpan Delay, int Tokens, int Times)
{
    public static Move Write(ReadOnlyMemory<byte> bytes, int tokens = 0, int times = 1) => new(MoveKind.Write, bytes, default, tokens, times);

    public static Move Wait(TimeSpan delay) => new(MoveKind.Wait, default, delay, 0, 1);

    public static Move Stall { get; } = new(MoveKind.Stall, default, default, 0, 1);
}

/// <summary>How an answer's body ends.</summary>
internal enum Ending
{
    /// <summary>As HTTP wants it.</summary>
    Clean,

    /// <summary>The connection closes in the middle.</summary>
    Cut,

    /// <summary>A chunk header that is no number.</summary>
    BadFraming,
}

/// <summary>What becomes of a connection before any answer.</summary>
internal enum Greeting
{
    /// <summary>It is accepted.</summary>
    Accepted,

    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>It is reset before a header was sent.</summary>
    Reset,
}
