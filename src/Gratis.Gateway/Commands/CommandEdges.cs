using Gratis.Gateway.Commands.Screens;
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

    /// <summary>What is typed, or comes through a pipe.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Somebody sits there and types.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Somebody sits there and waits: what takes long says so on <see cref="Error"/>.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Ctrl-C, for a command that goes on after it.</summary>
    public Interrupts Interrupts { get; init; } = new();

    public static CommandEdges OfProcess()
    {
        var around = Surroundings.OfProcess();
        int? width = Console.IsOutputRedirected ? null : Console.WindowWidth is > 0 and var columns ? columns : null;
        return new CommandEdges(around, Console.Out, Console.Error)
        {
            Width = width,
            HasColor = MayColor(width is not null, around.Environment),
            In = Console.In,
            IsTyped = !Console.IsInputRedirected,
            ShowsProgress = !Console.IsErrorRedirected && around.Environment.GetValueOrDefault("TERM") != "dumb",
        };
    }

    /// <summary>Colour is for terminals whose owner did not say no (no-color.org).</summary>
    public static bool MayColor(bool isTerminal, IReadOnlyDictionary<string, string> environment) =>
        isTerminal && string.IsNullOrEmpty(environment.GetValueOrDefault("NO_COLOR")) && environment.GetValueOrDefault("TERM") != "dumb";
}
