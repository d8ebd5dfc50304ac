using Gratis.Console.Tests.Browsing;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Gratis.Console.Tests.Browsing;

/// <summary>The one browser of all tests; each test has a profile of its own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>How long anything may take until it is there: far longer than on a machine that does nothing else.</summary>
    private const float Patience = 20_000;

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        var place = BrowserPlace.Find(Environment.GetEnvironmentVariable, File.Exists);
        SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = place,
            Args = ChromiumArguments.All,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A profile that knows nothing of any other.</summary>
    internal async Task<IBrowserContext> NewProfileAsync(BrowserNewContextOptions options)
    {
        var profile = await _browser.NewContextAsync(options);
        profile.SetDefaultTimeout(Patience);
        return profile;
    }
}
