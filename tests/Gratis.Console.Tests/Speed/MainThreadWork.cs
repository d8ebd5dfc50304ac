namespace Gratis.Console.Tests.Speed;

/// <summary>What a page makes the processor do, whoever else wants it meanwhile.</summary>
internal sealed class MainThreadWork
{
    private readonly ICDPSession _session;
    private readonly double _before;

    private MainThreadWork(ICDPSession session, double before) => (_session, _before) = (session, before);

    public static async Task<MainThreadWork> BeginAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        return new MainThreadWork(session, await ReadAsync(session));
    }

    /// <summary>Since it began; ends it.</summary>
    public async Task<double> SecondsAsync()
    {
        var seconds = await ReadAsync(_session) - _before;
        await _session.DetachAsync();
        seconds.ShouldBeGreaterThan(0);
        return seconds;
    }

    private static async Task<double> ReadAsync(ICDPSession session)
    {
        var metrics = (await session.SendAsync("Performance.getMetrics")).ShouldNotBeNull().GetProperty("metrics");
        return metrics.EnumerateArray().Single(metric => metric.GetProperty("name").ValueEquals("TaskDuration")).GetProperty("value").GetDouble();
    }
}
