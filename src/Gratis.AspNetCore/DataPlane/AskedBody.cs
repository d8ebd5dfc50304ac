using Gratis.Wire;

namespace Gratis.AspNetCore.DataPlane;

/// <summary>A body that was read and found good.</summary>
/// <param name="Body">Its bytes.</param>
/// <param name="Facts">What was read from them.</param>
/// <param name="SearchesWeb">It must be answered with a search of the web.</param>
internal readonly record struct AskedBody(PooledBuffer Body, RequestFacts Facts, bool SearchesWeb = false);
