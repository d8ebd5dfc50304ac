using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Gratis.Gateway.Commands;

/// <summary>A help text with what the exit codes mean, under the name that people call the program by, whatever its file is called.</summary>
internal sealed class HelpPage(HelpAction inner) : SynchronousCommandLineAction
{
    /// <summary>The name of the program.</summary>
    public const string Program = "gratis";

    public override bool ClearsParseErrors => inner.ClearsParseErrors;

    /// <summary>Gives every command below this one such a page.</summary>
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var page = new StringWriter(CultureInfo.InvariantCulture) { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = page;
        var exit = inner.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;

        output.Write(page.ToString().Replace($"  {RootCommand.ExecutableName} ", $"  {Program} ", StringComparison.Ordinal).TrimEnd());
        output.WriteLine();
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodes.All)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {code}  {meaning}"));
        return exit;
    }
}
