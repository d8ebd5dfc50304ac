namespace Gratis.Simulator.Providers;

/// <summary>What a model costs at one instant, in USD per million tokens, and whether who does not pay is refused.</summary>
internal readonly record struct Terms(decimal Input, decimal Output, bool Refuses)
{
    public bool IsFree => Input == 0 && Output == 0;
}
