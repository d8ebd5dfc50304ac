using System.Runtime.CompilerServices;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>
/// Dozens of gateways and upstreams share this process, and some tests run commands that hold a thread. The pool adds threads one by one
/// and half a second apart; until it has, a request that is served at once looks like one that hangs.
/// </summary>
internal static class EnoughThreads
{
    [ModuleInitializer]
    internal static void Have() => ThreadPool.SetMinThreads(64, 64);
}
