using Gratis.Hosting.Client;
using Gratis.Hosting.Composition;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Options;

/// <summary>Where an embedded engine touches the world. Everything set here stays its owner's: the engine disposes none of it.</summary>
public sealed class GratisEdges
{
    /// <summary>Its clock; null: the one of the container, else the system's.</summary>
    public TimeProvider? Time { get; set; }

    /// <summary>Where it tells what happens; null: the one of the container, else nowhere.</summary>
    public ILoggerFactory? Logging { get; set; }

    /// <summary>Where it keeps what it must not forget; null: in memory.</summary>
    public GratisStorage? Storage { get; set; }

    /// <summary>
    /// Reads an environment variable: a provider whose usual variable holds a key needs no entry in <see cref="GratisOptions.Providers"/>.
    /// Default: the process's environment.
    /// </summary>
    public Func<string, string?> Environment { get; set; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Jitter and ids; a seeded one makes them repeatable.</summary>
    internal Random Chance { get; set; } = new();

    /// <summary>The engine leaves a caller's synchronization context at its door, unless that context is what keeps a test in order.</summary>
    internal bool StaysWithCaller { get; set; }

    internal BorrowedHttp? Http { get; private set; }

    /// <summary>
    /// Sends every call through this client instead of the engine's own connections. Its timeout, proxy and redirects then count; turn
    /// redirects off. Private addresses are then for it to refuse.
    /// </summary>
    public void UseHttp(HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Http = new BorrowedHttp(client);
    }

    /// <inheritdoc cref="UseHttp(HttpClient)"/>
    public void UseHttp(HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Http = new BorrowedHttp(handler);
    }
}
