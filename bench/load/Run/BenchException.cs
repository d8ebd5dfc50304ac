namespace Gratis.Load.Run;

/// <summary>The bench cannot go on, for a reason its reader can do something about.</summary>
internal sealed class BenchException(string message) : Exception(message);
