using System.Text;
using Gratis.Catalog;
using Gratis.Hosting.Client;
using Gratis.Wire;

namespace Gratis.Tests.Hosting.Client;

public sealed class RawTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void JSON_goes_in_and_the_provider_s_own_JSON_comes_out()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Error(503));
        world.Network.On("b/m", Reply.Ok);
        world.Run(async () =>
        {
            await using var answer = await world.Host.SendAsync(Chat("""{"model":"m","messages":[{"role":"user","content":"hi"}],"x_mine":[1]}"""), cancellationToken: Cancel);
            (answer.Status, answer.IsSuccess, answer.IsStream).ShouldBe((200, true, false));
            Encoding.UTF8.GetString(answer.Body.Span).ShouldBe(Reply.Answer);
            (answer.Provider, answer.Route, answer.Model, answer.AttemptCount, answer.Trail).ShouldBe(("b", "b/m", "m", 2, "a/m=broken,b/m=served"));
            answer.Attempts.Count.ShouldBe(2);
            using var read = new StreamReader(answer.OpenRead());
            (await read.ReadToEndAsync(cancellationToken: Cancel)).ShouldBe(Reply.Answer);
        });
        world.Sent.GetProperty("x_mine")[0].GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stream_comes_out_byte_for_byte(bool pulled)
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(": hello\n\n"), Step.Text(Reply.Delta), Step.Wait(1), Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        var text = world.Run(async () =>
        {
            await using var answer = await world.Host.SendAsync(Chat("""{"model":"a/m","stream":true,"messages":[{"role":"user","content":"hi"}]}"""), cancellationToken: Cancel);
            answer.IsStream.ShouldBeTrue();
            if (pulled)
            {
                using var reader = new StreamReader(answer.OpenRead());
                return await reader.ReadToEndAsync(cancellationToken: Cancel);
            }

            using var copy = new MemoryStream();
            await answer.CopyToAsync(copy, cancellationToken: Cancel);
            return Encoding.UTF8.GetString(copy.ToArray());
        });
        text.ShouldBe(": hello\n\n" + Reply.Delta + Reply.Finish + Reply.Done);
        world.Network.Open.ShouldBe(0);
    }

    [Fact]
    public void A_stream_that_nobody_reads_gives_its_upstream_back()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        world.Run(async () => await (await world.Host.SendAsync(Chat("""{"model":"a/m","stream":true,"messages":[{"role":"user","content":"hi"}]}"""), cancellationToken: Cancel)).DisposeAsync());
        world.Network.Open.ShouldBe(0);
    }

    [Fact]
    public void A_failure_is_an_answer_as_HTTP_clients_know_it()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Limited(60));
        world.Run(async () =>
        {
            await using var spent = await world.Host.SendAsync(Chat("""{"model":"a/m","messages":[{"role":"user","content":"hi"}]}""") with { MaxWait = TimeSpan.Zero }, cancellationToken: Cancel);
            (spent.Status, spent.IsSuccess, spent.RetryAfter, spent.Trail).ShouldBe((429, false, TimeSpan.FromSeconds(60), "a/m=rate_limited"));
            Encoding.UTF8.GetString(spent.Body.Span).ShouldContain("\"code\":\"quota_exhausted\"");

            await using var bad = await world.Host.SendAsync(Chat("""{"model":"a/m"}"""), cancellationToken: Cancel);
            (bad.Status, bad.Error!.Param).ShouldBe((400, "messages"));
            using var reader = new StreamReader(bad.OpenRead());
            (await reader.ReadToEndAsync(cancellationToken: Cancel)).ShouldContain(bad.RequestId);
        });
    }

    [Fact]
    public void Reranking_takes_the_same_way()
    {
        using var world = new ClientWorld(options => options.Providers["a"].Models.Add(new() { Id = "r", Kind = ModelKind.Rerank, Free = true }));
        world.Network.On("a/r", Reply.Json("""{"results":[{"index":0,"relevance_score":0.5}]}"""));
        world.Run(async () =>
        {
            await using var answer = await world.Host.SendAsync(new GratisRequest(Operation.Rerank, """{"model":"a/r","query":"q","documents":["d"]}"""u8.ToArray()), cancellationToken: Cancel);
            answer.Status.ShouldBe(200);
        });
    }

    [Fact]
    public void Models_and_ways_can_be_asked_for_without_sending_anything()
    {
        using var world = new ClientWorld();
        world.Run(async () =>
        {
            var models = await world.Host.ListModelsAsync(cancellationToken: Cancel);
            models.ShouldContain(model => model.Id == "auto" && model.IsVirtual);
            models.ShouldContain(model => model.Id == "b/m" && model.IsFree && !model.IsVirtual);

            var plan = await world.Host.ExplainAsync(Chat("""{"model":"auto","messages":[{"role":"user","content":"hi"}]}"""), cancellationToken: Cancel);
            plan.Candidates.Select(candidate => candidate.Route).ShouldBe(["a/m", "b/m"], ignoreOrder: true);
            plan.Rejected.Select(rejected => rejected.Route).ShouldBe(["a/e", "b/e"], ignoreOrder: true);
            (await Should.ThrowAsync<GratisException>(world.Host.ExplainAsync(Chat("""{"model":"no/x","messages":[{"role":"user","content":"hi"}]}"""), cancellationToken: Cancel))).Code.ShouldBe("model_not_found");
        });
        world.Network.CallCount.ShouldBe(0);
    }

    private static GratisRequest Chat(string json) => new(Operation.Chat, Encoding.UTF8.GetBytes(json));
}
