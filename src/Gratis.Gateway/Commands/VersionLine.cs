using System.CommandLine;
using System.CommandLine.Invocation;
using Gratis.AspNetCore.Status;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis --version</c>: the version as every other place tells it, without the commit behind it.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    public static void AddTo(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new VersionLine();

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(GatewayVersion.Text);
        return ExitCodes.Done;
    }
}
