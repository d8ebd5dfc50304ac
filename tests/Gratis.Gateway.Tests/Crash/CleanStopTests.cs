namespace Gratis.Gateway.Tests.Crash;

/// <summary>What a gateway leaves behind that was asked to stop.</summary>
[Collection("crash")]
public sealed class CleanStopTests
{
    [Fact]
    public async Task A_clean_stop_leaves_the_books_exact_and_the_next_start_goes_on_with_the_same_day()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var world = await CrashWorld.StartAsync();
        for (var start = 0; start < 2; start++)
        {
            await using var gateway = GatewayProcess.Start(world.Folder);
            using var traffic = Traffic.Start(await gateway.ListeningAsync(), seed: start, goal: 60, patient: true);
            await traffic.Reached.WaitAsync(CrashWorld.Patience, TestContext.Current.CancellationToken);
            await traffic.StopAsync();

            (await gateway.TerminateAsync()).ShouldBe(0, gateway.Output);

            await ShouldBeExactAsync(world);
        }
    }

    [Fact]
    public async Task A_stop_in_the_midst_of_an_answer_lets_it_end_and_leaves_the_books_exact()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        await using var world = await CrashWorld.StartAsync();
        await using var gateway = GatewayProcess.Start(world.Folder);
        var address = await gateway.ListeningAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxResponseDrainSize = 0 }) { Timeout = CrashWorld.Patience };
        using var request = Chat.Of(address, "open/slow", stream: true, maxTokens: 12);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var text = answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        (await gateway.TerminateAsync()).ShouldBe(0, gateway.Output);

        (await text).ShouldEndWith("data: [DONE]\n\n");

        await ShouldBeExactAsync(world);
    }

    private static async Task ShouldBeExactAsync(CrashWorld world)
    {
        var truth = await world.TruthAtRestAsync();
        var books = (await RestoredBooks.ReadAsync(world.Folder)).At(truth.At);
        var days =
            from provider in truth.Providers
            from window in provider.Windows
            where window.Limit.EndsWith('d')
            select (Pool: CrashWorld.PoolOf(provider.Id, window), window.Used);
        days.Sum(day => day.Used).ShouldBePositive();
        days.Select(day => (day.Pool, books[day.Pool])).ShouldBe(days);
    }
}
