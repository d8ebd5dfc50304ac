namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>What something brings about is there a moment after it.</summary>
internal static class Soon
{
    // Who looks without a pause takes the processor from what is waited for.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until it is so.</summary>
    /// <param name="isTrue">Whether it is.</param>
    /// <param name="instead">What there is to say when it never was.</param>
    public static async Task ShouldBeAsync(Func<Task<bool>> isTrue, Func<string>? instead = null)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await isTrue(); await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken))
            (TimeProvider.System.GetElapsedTime(began) < Bounded.Patience).ShouldBeTrue(instead?.Invoke() ?? "it never came to be so");
    }
}
