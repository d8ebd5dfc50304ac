using System.Collections.Concurrent;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Speed;

/// <summary>What a browser that was never here has to fetch before it shows anything.</summary>
public sealed class FirstLoadTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task The_first_load_is_at_most_350_KB_gzipped()
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        var page = await NewPageAsync(world, adjust: options => options.ExtraHTTPHeaders = [new("Accept-Encoding", "gzip")]);
        var requests = new ConcurrentQueue<IRequest>();
        page.RequestFinished += (_, request) => requests.Enqueue(request);

        await page.GotoAsync("/");
        await page.ShouldBeThereAsync();

        var total = 0;
        foreach (var request in requests)
        {
            var response = (await request.ResponseAsync()).ShouldNotBeNull();
            if (new Uri(request.Url).AbsolutePath.EndsWith(".js", StringComparison.Ordinal) && (await response.BodyAsync()).Length >= 1024)
                (await response.HeaderValueAsync("Content-Encoding")).ShouldBe("gzip", request.Url);
            total += (await request.SizesAsync()).ResponseBodySize;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{requests.Count} requests, {total / 1024.0:0.0} KB");
        // Less than the library alone would mean that something was not counted.
        total.ShouldBeInRange(60 * 1024, 350 * 1024);
    }
}
