namespace Gratis.Console.Tests.Browsing;

/// <summary>What a click brings about is there a moment after it.</summary>
internal static class Soon
{
    /// <summary>Looks again and again until it is so.</summary>
    public static async Task ShouldBeAsync(Func<Task<bool>> isTrue)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isTrue())
            (TimeProvider.System.GetElapsedTime(began) < Bounded.Patience).ShouldBeTrue("the gateway never had it");
    }
}
