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
