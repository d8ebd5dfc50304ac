using System.Text.Json;
using Gratis.Hosting.Client;
using Microsoft.Extensions.AI;

namespace Gratis.Tests.Hosting.Client;

public sealed class FailureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_refusal_carries_the_upstream_s_status_and_words()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Error(422, "messages must alternate"));
        world.Network.On("b/m", Reply.Error(422, "messages must alternate"));
        var refused = Failure<RequestRefusedException>(world, "m");
        (refused.Status, refused.Code, refused.Trail).ShouldBe((422, "invalid_request", "a/m=refused,b/m=refused"));
        JsonDocument.Parse(refused.Body).RootElement.GetProperty("error").GetProperty("message").GetString().ShouldBe("messages must alternate");
    }

    [Fact]
    public void When_everybody_fails_the_trail_says_how()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Unreachable);
        var failed = Failure<AllCandidatesFailedException>(world, "m");
        failed.Status.ShouldBe(502);
        failed.Attempts.Select(attempt => (attempt.Route, attempt.Verdict, attempt.Status)).ShouldContain(("a/m", "broken", 500));
        failed.Trail.ShouldContain("b/m=unreachable");
        failed.RequestId.ShouldNotBeNull();
    }

    [Fact]
    public void When_all_quota_is_spent_the_wait_is_told()
    {
        using var world = new ClientWorld(options => options.Requests = options.Requests with { MaxWait = TimeSpan.Zero });
        world.Network.On("a/m", Reply.Limited(90));
        world.Network.On("b/m", Reply.Limited(40));
        var spent = Failure<QuotaExhaustedException>(world, "m");
        (spent.Status, spent.Code, spent.RetryAfter).ShouldBe((429, "quota_exhausted", TimeSpan.FromSeconds(40)));
    }

    [Theory]
    [InlineData("nobody/x", "model_not_found", 404)]
    [InlineData("e", "unsupported_capabilities", 400)]
    public void What_cannot_be_asked_says_so_by_its_code(string model, string code, int status)
    {
        using var world = new ClientWorld();
        var failure = Failure<GratisException>(world, model);
        (failure.Code, failure.Status).ShouldBe((code, status));
        failure.GetType().ShouldBe(typeof(GratisException));
        world.Network.CallCount.ShouldBe(0);
    }

    [Fact]
    public void Who_cancels_hears_so_by_their_own_token()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Silence);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(3), world.Time);
        Should.Throw<OperationCanceledException>(() => world.Run(() => world.Client.GetResponseAsync("Hi", new ChatOptions { ModelId = "a/m" }, cancel.Token)))
            .CancellationToken.ShouldBe(cancel.Token);
        (world.Time.Elapsed, world.Network.Waiting).ShouldBe((TimeSpan.FromSeconds(3), 0));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(500)]
    public void No_text_of_a_failure_holds_a_key(int status)
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Error(status, "Incorrect key secret-key-of-a provided"));
        var failure = Failure<GratisException>(world, "a/m");
        (failure + failure.Body).ShouldNotContain("secret-key-of-a");
    }

    private static T Failure<T>(ClientWorld world, string model)
        where T : GratisException =>
        Should.Throw<T>(() => world.Run(() => world.Client.GetResponseAsync("Hi", new ChatOptions { ModelId = model }, cancellationToken: Cancel)));
}
