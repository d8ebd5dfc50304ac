namespace Gratis.Health.Measures;

/// <summary>How what was measured loses weight while time passes.</summary>
internal static class Fading
{
    /// <summary>Fewer samples than this are none: whatever they said is long past.</summary>
    public const double Forgotten = 0.01;

    /// <summary>The share that is left. A clock that was set back takes nothing away and gives nothing back.</summary>
    public static double Left(TimeSpan passed, TimeSpan halfLife) => passed <= TimeSpan.Zero ? 1 : double.Exp2(-(passed / halfLife));
}
