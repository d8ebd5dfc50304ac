using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Commands;

/// <summary>What a command takes from outside and where it writes, in one place so that a test can bring its own.</summary>
/// <param name="Around">Folder, environment and clock.</param>
/// <param name="Out">What was asked for, and nothing else.</param>
/// <param name="Error">What the owner should know besides.</param>
internal sealed record CommandEdges(Surroundings Around, TextWriter Out, TextWriter Error)
{
    /// <summary>How many columns the terminal has; null where the answer goes elsewhere, and then nothing is left out for want of room.</summary>
    public int? Width { get; init; }

    public bool HasColor { get; init; }

    public static CommandEdges OfProcess()
    {
        var around = Surroundings.OfProcess();
        int? width = Console.IsOutputRedirected ? null : Console.WindowWidth is > 0 and var columns ? columns : null;
        return new CommandEdges(around, Console.Out, Console.Error) { Width = width, HasColor = MayColor(width is not null, around.Environment) };
    }

    /// <summary>Colour is for terminals whose owner did not say no (no-color.org).</summary>
    public static bool MayColor(bool isTerminal, IReadOnlyDictionary<string, string> environment) =>
        isTerminal && string.IsNullOrEmpty(environment.GetValueOrDefault("NO_COLOR")) && environment.GetValueOrDefault("TERM") != "dumb";
}
