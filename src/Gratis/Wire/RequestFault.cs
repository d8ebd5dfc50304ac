namespace Gratis.Wire;

/// <summary>Why a request body is refused, in words for people.</summary>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Param">Where, as a path such as <c>messages[2].role</c>; null when it is about the body as a whole.</param>
internal readonly record struct RequestFault(string Message, string? Param = null);
