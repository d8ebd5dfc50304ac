namespace Gratis.Simulator.Personalities;

/// <summary>What an error body says, before a personality gives it its shape.</summary>
internal sealed record ErrorText(int Status, string Message, string? Type = null, string? Code = null, string? Param = null);
