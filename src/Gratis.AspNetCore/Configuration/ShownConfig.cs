using System.Text.Json;
using System.Text.Json.Nodes;
using Gratis.Wire;

namespace Gratis.AspNetCore.Configuration;

/// <summary>The config in force as it may be shown: secrets are masked in it.</summary>
/// <param name="Values">In the shape of the file, with every key at its value.</param>
/// <param name="Sources">Who said each value, by the key's path.</param>
internal sealed record ShownConfig(JsonObject Values, SortedDictionary<string, ShownSource> Sources);

/// <summary>Who said a value.</summary>
/// <param name="Layer"><c>default</c>, <c>file</c>, <c>.env</c>, <c>env</c>, or <c>api</c> where the owner changed it since.</param>
/// <param name="At">Where in the file; null elsewhere.</param>
/// <param name="Variables">The environment variables that it was made from.</param>
internal sealed record ShownSource(string Layer, string? At, IReadOnlyList<string> Variables);

/// <summary>Shows the config as it is now; whoever hosts the endpoints knows it.</summary>
internal delegate ShownConfig ShowConfig();

/// <summary>Changes the config as a patch in its own shape says; why not, or null. Made by whoever hosts the endpoints.</summary>
internal delegate ValueTask<GatewayError?> ChangeConfig(JsonElement patch, CancellationToken cancel);

/// <summary>What the endpoints of the config lead to; whoever hosts them knows.</summary>
/// <param name="Show">The config as it is now.</param>
/// <param name="Change">Changes it.</param>
/// <param name="Schema">The JSON Schema of it.</param>
internal sealed record ConfigDoors(ShowConfig Show, ChangeConfig Change, Func<string> Schema);
