namespace Gratis.Simulator.Accounting;

/// <summary>Calls of one key to one model that are worth a note: those that were billed, or those to a model that is not there.</summary>
/// <param name="Key">The label of the key.</param>
/// <param name="Model">The model as it was called; what is longer than 256 characters is cut.</param>
/// <param name="Count">How many.</param>
/// <param name="Usd">USD billed for them.</param>
/// <param name="At">When they arrived, oldest first; the last 64.</param>
public sealed record NotedCalls(string Key, string Model, long Count, decimal Usd, IReadOnlyList<DateTimeOffset> At);
