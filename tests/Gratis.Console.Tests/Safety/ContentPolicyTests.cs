using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Safety;

/// <summary>Should something hostile get into the page all the same, the browser does not run it and lets nothing out.</summary>
public sealed class ContentPolicyTests(Chromium chromium, DemoConsole demo) : ConsoleTest(chromium), IClassFixture<DemoConsole>
{
    // Not of this origin, and not away from this machine either, where the watch of the page would stop it first.
    private const string Elsewhere = "http://127.0.0.1:9/";

    [Theory]
    [InlineData("script-src", "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 1' }))")]
    [InlineData("script-src", "document.body.append(Object.assign(document.createElement('script'), { src: '" + Elsewhere + "x.js' }))")]
    [InlineData("script-src", "document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,window.hacked=1' }))")]
    [InlineData("script-src", "{ const one = document.createElement('button'); one.setAttribute('onclick', 'window.hacked = 1'); one.click() }")]
    [InlineData("script-src", "{ const one = document.createElement('a'); one.href = 'javascript:window.hacked=1'; document.body.append(one); one.click() }")]
    [InlineData("style-src", "document.body.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }' }))")]
    [InlineData("style-src", "document.body.setAttribute('style', 'display: none')")]
    [InlineData("img-src", "document.body.append(Object.assign(new Image(), { src: '" + Elsewhere + "x.png' }))")]
    [InlineData("connect-src", "fetch('" + Elsewhere + "').catch(() => 1)")]
    [InlineData("default-src", "document.body.append(Object.assign(document.createElement('iframe'), { src: '" + Elsewhere + "' }))")]
    [InlineData("base-uri", "document.head.append(Object.assign(document.createElement('base'), { href: '" + Elsewhere + "' }))")]
    public async Task It_is_refused(string directive, string attempt)
    {
        var page = await OpenAsync(demo.World);
        Provoke(page, "Content Security Policy");

        var refusal = await page.EvaluateAsync<string>($$"""
            () => new Promise((resolve) => {
              document.addEventListener('securitypolicyviolation', (refused) => resolve(refused.effectiveDirective));
              {{attempt}};
            })
            """);

        refusal.Replace("-elem", "", StringComparison.Ordinal).Replace("-attr", "", StringComparison.Ordinal).ShouldBeOneOf(directive, directive == "default-src" ? "frame-src" : directive);
        (await page.EvaluateAsync<bool>("() => 'hacked' in window")).ShouldBeFalse();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task No_text_is_run_as_code()
    {
        var page = await OpenAsync(demo.World);

        var refusal = await page.EvaluateAsync<string>("""
            () => new Promise((resolve) => setTimeout(() => {
              try {
                window.eval('window.hacked = 1');
                resolve('it ran');
              } catch (refused) {
                resolve(refused.name);
              }
            }))
            """);

        refusal.ShouldBe("EvalError");
    }

    [Fact]
    public async Task No_other_page_can_frame_the_console()
    {
        var page = await NewStrangerAsync(demo.World);
        Provoke(page, "frame-ancestors");
        await page.SetContentAsync($"<iframe src='{demo.World.Gateway.Address}sign-in'></iframe>");

        await Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Heading)).ToHaveCountAsync(0);
    }
}
