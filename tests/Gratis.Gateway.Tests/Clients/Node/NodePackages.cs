using System.Diagnostics;
using Gratis.Gateway.Tests.Configuration;
using Gratis.Gateway.Tests.Packages;

namespace Gratis.Gateway.Tests.Clients.Node;

/// <summary>The SDKs for Node as their lock file names them, installed where that has not happened yet. Everything in this namespace needs Node.</summary>
[CollectionDefinition(Name)]
public sealed class NodePackages : ICollectionFixture<NodePackages>, IAsyncLifetime
{
    public const string Name = "Node";

    public static string Folder => Repository.Path("tests/clients/node");

    public async ValueTask InitializeAsync()
    {
        // npm leaves its own copy of the lock when it is done.
        var (wanted, installed) = (new FileInfo(Path.Combine(Folder, "package-lock.json")), new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json")));
        if (!installed.Exists || installed.LastWriteTimeUtc < wanted.LastWriteTimeUtc)
            await DotnetCommand.RunAsync(Folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", null, "ci", "--no-audit", "--no-fund");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs Node beside the packages, with a gateway to ask.</summary>
    internal static Task<string> RunAsync(Uri gateway, string key, string? program, params string[] arguments) => DotnetCommand.RunAsync(
        new ProcessStartInfo("node", arguments) { WorkingDirectory = Folder, Environment = { ["GRATIS_URL"] = gateway.ToString(), ["GRATIS_CLIENT_KEY"] = key, ["NO_COLOR"] = "1" } }, program);
}
