using System.Text;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Requests;

/// <summary>The log outlives the process, its file may not hurt anybody, and it goes on for as many days as its owner says.</summary>
public sealed class StoredRequestsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_have_no_gaps_and_no_doubles_while_requests_come_in_and_over_a_restart()
    {
        await using var log = await LogGateway.StartAsync();
        var asked = await log.AskAsync(40);
        var found = new List<string>();
        string? next = null;
        for (var page = 0; page == 0 || next is not null; page++)
        {
            (var ids, next) = await log.PageAsync($"limit=7{(next is null ? "" : "&before=" + next)}");
            found.AddRange(ids);
            await log.AskAsync(2);
            if (page == 2)
                await log.Gateway.RestartAsync();
        }

        found.ShouldBe(asked.Reverse());
    }

    [Fact]
    public async Task A_restart_keeps_every_request_with_its_plan_and_its_way()
    {
        await using var log = await LogGateway.StartAsync();
        log.Upstream.Then(Error(503, "overloaded"));
        var (failed, served) = ((await log.Gateway.ChatAsync("one/m"))["X-Gateway-Request-Id"]!, (await log.AskAsync(1))[0]);
        var before = new[] { await log.OwnerAsync($"{LogGateway.Requests}/{failed}"), await log.OwnerAsync($"{LogGateway.Requests}/{served}") };

        await log.Gateway.RestartAsync();

        var after = new[] { await log.OwnerAsync($"{LogGateway.Requests}/{failed}"), await log.OwnerAsync($"{LogGateway.Requests}/{served}") };
        for (var i = 0; i < 2; i++)
        {
            foreach (var member in before[i].EnumerateObject().Where(member => member.Name is not ("at" or "attempts")))
                after[i].GetProperty(member.Name).ToString().ShouldBe(member.Value.ToString(), member.Name);
            after[i].GetProperty("at").GetDateTimeOffset().ShouldBe(before[i].GetProperty("at").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        }

        after[0].GetProperty("outcome").GetString().ShouldBe("all_candidates_failed");
        after[0].GetProperty("attempts")[0].GetProperty("verdict").GetString().ShouldBe("broken");
        after[0].GetProperty("candidates")[0].GetProperty("reasons").GetArrayLength().ShouldBePositive();
    }

    [Fact]
    public async Task A_stream_tells_when_its_first_token_came_after_a_restart_too()
    {
        await using var log = await LogGateway.StartAsync();
        log.Upstream.Then(Stream(Send(Chunk("hi")), Send(Finish), Send(Usage), Send(Done)));
        using var reply = await log.Gateway.StreamAsync("one/m");
        await reply.ReadToEndAsync();
        await log.Gateway.RestartAsync();

        var story = await log.OwnerAsync($"{LogGateway.Requests}/{reply["X-Gateway-Request-Id"]}");
        story.GetProperty("first_token_ms").GetInt64().ShouldBeInRange(0, story.GetProperty("ms").GetInt64());
        (story.GetProperty("stream").GetBoolean(), story.GetProperty("output_tokens").GetInt64()).ShouldBe((true, 2));
    }

    [Fact]
    public async Task Requests_go_after_their_days_and_what_they_add_up_to_stays()
    {
        await using var log = await LogGateway.StartAsync("log: { days: 5 }");
        await log.AskAsync(3);
        await log.WrittenAsync();
        await log.Gateway.RestartAsync();
        log.Gateway.Time.Skip(TimeSpan.FromDays(6));
        await log.AskAsync(1);
        await log.WrittenAsync();

        (await log.PageAsync("limit=100")).Ids.Count.ShouldBe(1);
        (await log.OwnerAsync("/admin/api/usage?range=30d")).GetProperty("totals").GetProperty("requests").GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_at_the_start_is_moved_aside_and_the_gateway_says_so_and_serves()
    {
        var folder = Directory.CreateTempSubdirectory("gratis-log-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "data"));
            await File.WriteAllTextAsync(Path.Combine(folder, "data", "requests.db"), string.Concat(Enumerable.Repeat("Dear diary, ", 500)), Cancellation);
            await using var log = await LogGateway.StartAsync(setup: new GatewaySetup { Folder = folder });
            var ids = await log.AskAsync(2);
            await log.WrittenAsync();

            (await log.PageAsync("limit=10")).Ids.ShouldBe(ids.Reverse());
            log.Gateway.Log.Text.ShouldContain("The request log could not be used and begins anew");
            File.Exists(log.LogFile + ".unusable").ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_log_that_is_deleted_while_the_gateway_runs_hurts_nobody_and_begins_anew()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What is open cannot be deleted.");
        await using var log = await LogGateway.StartAsync();
        await log.AskAsync(2);
        await log.WrittenAsync();
        foreach (var file in Directory.GetFiles(log.Gateway.DataFolder, "requests.db*"))
            File.Delete(file);
        (await log.Gateway.ChatAsync("one/m")).ShouldBeServed();
        (await log.PageAsync("limit=10")).Ids.Count.ShouldBe(3, "they are still in memory");
        await log.WrittenAsync();
        await log.Gateway.RestartAsync();

        (await log.PageAsync("limit=10")).Ids.Count.ShouldBe(1);
        await log.AskAsync(1);
        (await log.PageAsync("limit=10")).Ids.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_that_was_said_is_ever_in_the_file_unless_its_owner_wants_that()
    {
        await using var log = await LogGateway.StartAsync();
        await SayAsync(log);
        await log.Gateway.StopAsync();

        foreach (var file in Directory.GetFiles(log.Gateway.DataFolder))
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancellation)).ShouldNotContain("planted-", Case.Insensitive, file);
    }

    [Fact]
    public async Task Bodies_are_kept_without_secrets_while_their_owner_wants_that_and_for_their_days()
    {
        await using var log = await LogGateway.StartAsync("log: { bodies: true, body_days: 2 }");
        var ids = await SayAsync(log);
        (await log.OwnerAsync($"{LogGateway.Requests}/{ids[0]}")).GetProperty("answer_body").GetString()!.ShouldContain("planted-answer");
        await log.WrittenAsync();
        (await log.OwnerAsync($"{LogGateway.Requests}/{ids[0]}")).GetProperty("answer_body").GetString()!.ShouldContain("planted-answer");
        await log.Gateway.ReloadAsync(log.Config("log: { bodies: false, body_days: 2 }"));
        var silent = (await SayAsync(log))[0];
        await log.Gateway.RestartAsync();

        foreach (var id in ids)
        {
            var story = await log.OwnerAsync($"{LogGateway.Requests}/{id}");
            story.GetProperty("request_body").GetString()!.ShouldContain("planted-prompt");
            story.GetProperty("request_body").GetString()!.ShouldNotContain("sk-planted");
            story.GetProperty("request_body").GetString()!.ShouldContain("[redacted]");
            story.GetProperty("answer_body").GetString()!.ShouldContain("planted-answer");
        }

        (await log.OwnerAsync($"{LogGateway.Requests}/{silent}")).GetProperty("request_body").ValueKind.ShouldBe(JsonValueKind.Null);

        log.Gateway.Time.Skip(TimeSpan.FromDays(3));
        await log.AskAsync(1);
        await log.WrittenAsync();
        var late = await log.OwnerAsync($"{LogGateway.Requests}/{ids[0]}");
        (late.GetProperty("outcome").GetString(), late.GetProperty("request_body").ValueKind).ShouldBe(("served", JsonValueKind.Null));
    }

    /// <summary>A whole answer and a stream, each with words that may not be found again.</summary>
    private static async Task<IReadOnlyList<string>> SayAsync(LogGateway log)
    {
        const string messages = """ "messages":[{"role":"user","content":"planted-prompt with sk-planted1234567890"}] """;
        log.Upstream.Then(Chat("planted-answer")).Then(Words("planted-answer"));
        var whole = (await log.Gateway.PostAsync(Ask.Path, $$"""{"model":"one/m",{{messages}}}""")).ShouldBeServed();
        using var stream = await log.Gateway.OpenAsync($$"""{"model":"one/m","stream":true,{{messages}}}""");
        await stream.ReadToEndAsync();
        return [whole["X-Gateway-Request-Id"]!, stream["X-Gateway-Request-Id"]!];
    }
}
