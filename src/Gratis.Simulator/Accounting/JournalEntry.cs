namespace Gratis.Simulator.Accounting;

/// <summary>One request as it arrived. Header values are not kept: keys travel in them.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Provider">The provider it was for.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="HeaderNames">The headers' names, in order.</param>
/// <param name="Body">The body, byte for byte.</param>
public sealed record JournalEntry(
    long Number, DateTimeOffset At, string Provider, string Method, string Path, IReadOnlyList<string> HeaderNames, ReadOnlyMemory<byte> Body);
