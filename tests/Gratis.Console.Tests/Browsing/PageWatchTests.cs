using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Browsing;

/// <summary>What fails a test although it did not look for it.</summary>
public sealed class PageWatchTests(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Theory]
    [InlineData("setTimeout(() => { throw new Error('planted') })", "uncaught: ", "planted")]
    [InlineData("setTimeout(() => Promise.reject(new Error('planted')))", "uncaught: ", "planted")]
    [InlineData("console.error('planted')", "console.error: ", "planted")]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))", "console.error: ", "Content Security Policy")]
    [InlineData("fetch('/nothing').then(() => 1)", "console.error: ", "status of 404")]
    public async Task It_is_seen(string happens, string kind, string what)
    {
        var visit = await demo.World.VisitAsStrangerAsync(chromium, View.Desktop);
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.ShouldBeThereAsync();
        visit.Watch.Complaints.ShouldBeEmpty();

        var told = visit.Page.WaitForFunctionAsync("() => window.isOver");
        await visit.Page.EvaluateAsync($"() => {{ {happens}; setTimeout(() => {{ window.isOver = true }}, 50) }}");
        await told;
        await visit.UntilComplainedAsync();

        var complaint = (await visit.EndAsync(hasFailed: false, nameof(PageWatchTests))).ShouldHaveSingleItem();
        complaint.ShouldStartWith(kind);
        complaint.ShouldContain(what);
    }

    [Fact]
    public async Task A_request_that_leaves_this_machine_is_seen_and_reaches_nobody()
    {
        var visit = await demo.World.VisitAsStrangerAsync(chromium, View.Desktop);
        var failed = new TaskCompletionSource<IRequest>();
        visit.Page.RequestFailed += (_, request) => failed.TrySetResult(request);

        // A page without a policy of its own.
        await visit.Page.SetContentAsync("<img src='http://example.com/x.png'>");

        (await failed.Task.Soon()).Failure.ShouldBe("net::ERR_NAME_NOT_RESOLVED");
        (await visit.EndAsync(hasFailed: false, nameof(PageWatchTests))).ShouldContain("leaves this machine: GET http://example.com/x.png");
    }

    [Fact]
    public async Task What_is_expected_has_to_come()
    {
        var visit = await demo.World.VisitAsStrangerAsync(chromium, View.Desktop);
        visit.Watch.Expect("never said");

        (await visit.EndAsync(hasFailed: false, nameof(PageWatchTests))).ShouldBe(["expected, and did not come: never said"]);
    }
}
