namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>Bounds every wait for a signal: a signal that never comes fails its test instead of hanging it.</summary>
internal static class Bounded
{
    /// <summary>Far longer than anything here takes on a loaded machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task Soon(this Task signal) => signal.WaitAsync(Patience);

    public static Task<T> Soon<T>(this Task<T> signal) => signal.WaitAsync(Patience);

    public static Task<T> Soon<T>(this ValueTask<T> signal) => signal.AsTask().WaitAsync(Patience);
}
