namespace Gratis.Simulator.Answers;

/// <summary>The one estimator by which every simulated provider counts: four characters a token, at least one.</summary>
internal static class Tokens
{
    public static int In(int characters) => Math.Max(1, Upto(characters));

    /// <summary>Tokens of the first so many characters of a longer text.</summary>
    public static int Upto(int characters) => (characters + 3) / 4;
}
