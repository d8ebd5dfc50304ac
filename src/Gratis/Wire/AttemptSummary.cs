namespace Gratis.Wire;

/// <summary>One attempt, as an error tells the client about it.</summary>
/// <param name="Route">The route that was asked.</param>
/// <param name="Verdict">What its answer meant, as spelled in the API.</param>
/// <param name="Status">Its HTTP status; null when there was no answer.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record AttemptSummary(string Route, string Verdict, int? Status, long Milliseconds);
