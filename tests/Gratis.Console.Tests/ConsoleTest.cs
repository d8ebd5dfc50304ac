using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests;

/// <summary>
/// A test in the browser. Whatever goes wrong in a page it opened fails it: an uncaught error, an error in the browser's console, something that
/// the content policy refused, a request that leaves this machine. What failed leaves a picture in <c>artifacts/console-tests</c>.
/// </summary>
public abstract class ConsoleTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<Visit> _visits = [];
    private readonly List<ConsoleWorld> _worlds = [];

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        var complaints = new List<string>();
        foreach (var visit in _visits)
            complaints.AddRange(await visit.EndAsync(TestContext.Current.TestState?.Result == TestResult.Failed, TestContext.Current.Test!.TestDisplayName));
        foreach (var world in _worlds)
            await world.DisposeAsync();
        GC.SuppressFinalize(this);
        complaints.ShouldBeEmpty();
    }

    /// <summary>A world that ends with the test.</summary>
    private protected async Task<ConsoleWorld> OwnAsync(Task<ConsoleWorld> starting)
    {
        var world = await starting;
        _worlds.Add(world);
        return world;
    }

    /// <summary>A page that is there, before the eyes of the owner.</summary>
    private protected async Task<IPage> OpenAsync(ConsoleWorld world, string path = "/", View? view = null)
    {
        var page = await NewPageAsync(world, view);
        await page.GotoAsync(path);
        await page.ShouldBeThereAsync();
        return page;
    }

    /// <summary>An empty page of the owner's browser, for what has to be arranged before something is opened.</summary>
    private protected async Task<IPage> NewPageAsync(ConsoleWorld world, View? view = null, Action<BrowserNewContextOptions>? adjust = null) =>
        Begin(await world.VisitAsync(chromium, view ?? View.Desktop, adjust));

    /// <summary>An empty page of a browser that was never here.</summary>
    private protected async Task<IPage> NewStrangerAsync(ConsoleWorld world, View? view = null, Action<BrowserNewContextOptions>? adjust = null) =>
        Begin(await world.VisitAsStrangerAsync(chromium, view ?? View.Desktop, adjust));

    /// <summary>Something goes wrong in this page that is meant to; that it does not, fails the test too.</summary>
    private protected void Provoke(IPage page, string part) => _visits.Single(visit => visit.Page == page).Watch.Expect(part);

    private IPage Begin(Visit visit)
    {
        _visits.Add(visit);
        return visit.Page;
    }
}
