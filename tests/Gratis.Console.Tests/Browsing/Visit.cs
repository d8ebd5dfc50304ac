namespace Gratis.Console.Tests.Browsing;

/// <summary>Somebody with a browser in front of a console.</summary>
internal sealed class Visit
{
    private readonly IBrowserContext _profile;

    private Visit(IBrowserContext profile, IPage page) => (_profile, Page, Watch) = (profile, page, new PageWatch(profile));

    public IPage Page { get; }

    public PageWatch Watch { get; }

    public static async Task<Visit> BeginAsync(Chromium chromium, BrowserNewContextOptions options)
    {
        var profile = await chromium.NewProfileAsync(options);
        return new Visit(profile, await profile.NewPageAsync());
    }

    /// <summary>Waits until something has gone wrong.</summary>
    public async Task UntilComplainedAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Watch.Complaints.Count == 0 && TimeProvider.System.GetElapsedTime(began) < Bounded.Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }

    /// <summary>Ends it, and tells what went wrong on the way. Of what failed a picture stays.</summary>
    public async Task<IReadOnlyCollection<string>> EndAsync(bool hasFailed, string pictureName)
    {
        if (hasFailed || Watch.Complaints.Count > 0)
            await Pictures.OfFailureAsync(_profile, pictureName);
        await _profile.DisposeAsync();
        return Watch.Complaints;
    }
}
