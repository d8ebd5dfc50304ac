namespace Gratis.Load.Peers;

/// <summary>Something that stands between client and upstream.</summary>
/// <param name="Name">How the command line calls it.</param>
/// <param name="Title">How the table calls it.</param>
/// <param name="Model">The model to ask it for.</param>
/// <param name="Project">The project to publish, relative to the repository; null: nothing to publish.</param>
/// <param name="Command">The command that starts it; null: nothing stands in between.</param>
internal sealed record Peer(string Name, string Title, string Model, string? Project, Func<Place, IReadOnlyList<string>>? Command);

/// <summary>Where a peer runs.</summary>
/// <param name="Port">The port it has to listen on.</param>
/// <param name="UpstreamPort">The port of the mock upstream.</param>
/// <param name="Folder">A folder of its own for configuration and data, empty.</param>
/// <param name="Published">Where its project was published.</param>
internal sealed record Place(int Port, int UpstreamPort, string Folder, string Published);
