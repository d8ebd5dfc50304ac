namespace Gratis.Quotas.Estimates;

/// <summary>One thing learned about tokens, as it is written down.</summary>
/// <param name="Model">About which model; null for all of them.</param>
/// <param name="Client">In whose hands; null for everybody's.</param>
/// <param name="Input">The class of requests whose correction it is; null when it is the expected output.</param>
/// <param name="Value">The factor on the first guess, or tokens of one answer.</param>
internal sealed record CalibrationRecord(string? Model, string? Client, InputClass? Input, double Value);
