namespace Gratis.Simulator.Traffic;

/// <summary>What an answer reports when it ends.</summary>
internal interface IAnswerBooks
{
    /// <summary>Called exactly once.</summary>
    void Close(Outcome outcome, int tokens);
}
