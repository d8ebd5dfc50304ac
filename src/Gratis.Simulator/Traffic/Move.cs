namespace Gratis.Simulator.Traffic;

/// <summary>One step of an answer's body.</summary>
internal readonly record struct Move(MoveKind Kind, ReadOnlyMemory<byte> Bytes, TimeSpan Delay, int Tokens, int Times)
{
    public static Move Write(ReadOnlyMemory<byte> bytes, int tokens = 0, int times = 1) => new(MoveKind.Write, bytes, default, tokens, times);

    public static Move Wait(TimeSpan delay) => new(MoveKind.Wait, default, delay, 0, 1);

    public static Move Stall { get; } = new(MoveKind.Stall, default, default, 0, 1);
}
