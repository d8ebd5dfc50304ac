namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>What something brings about is there a moment after it.</summary>
internal static class Soon
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until it is so.</summary>
    public static async Task ShouldBeAsync(Func<Task<bool>> isTrue)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await isTrue(); await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken))
            (TimeProvider.System.GetElapsedTime(began) < Bounded.Patience).ShouldBeTrue("it never came to be so");
    }
}
