using System.Text;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>Opens the console that a command writes text to.</summary>
internal static class Screen
{
    public static IAnsiConsole Open(CommandEdges edges) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = edges.HasColor ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = edges.HasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,

        // What a build server may show is decided in one place, by the edges.
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        Out = new EndlessLines(edges.Out),
    });

    /// <summary>Lines are never broken here: a terminal that wraps one by itself still copies the id in it as one word.</summary>
    private sealed class EndlessLines(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => 1_000_000;

        public int Height => 24;

        public void SetEncoding(Encoding encoding)
        {
            // The writer has one.
        }
    }
}
