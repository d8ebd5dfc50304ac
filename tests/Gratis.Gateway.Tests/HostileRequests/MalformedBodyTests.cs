using Gratis.Gateway.Tests.Fixtures;
using Gratis.Tests.Wire;
using Gratis.Wire;

namespace Gratis.Gateway.Tests.HostileRequests;

public sealed class MalformedBodyTests(HostileGateway hostile) : IClassFixture<HostileGateway>
{
    public static TheoryData<string> Names => [.. MalformedBodies.All.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_malformed_body_is_refused_in_words_that_name_the_place(string name)
    {
        var malformed = MalformedBodies.All.First(b => b.Name == name);
        var before = hostile.Upstream.Calls.Count;

        var reply = await hostile.Gateway.SendAsync(HttpMethod.Post, PathOf(malformed.Operation), malformed.Body);

        reply.ShouldBeError(400, "invalid_request");
        reply.ErrorMessage.ShouldContain(malformed.Says);
        reply.Json.GetProperty("error").GetProperty("param").GetString().ShouldBe(malformed.Param);
        reply["X-Gateway-Request-Id"].ShouldNotBeNullOrEmpty();
        reply["X-Gateway-Attempts"].ShouldBe("0");
        hostile.Upstream.Calls.Count.ShouldBe(before);
        await hostile.ShouldStillServeAsync();
    }

    private static string PathOf(Operation operation) => operation switch
    {
        Operation.Embeddings => "/v1/embeddings",
        Operation.Rerank => "/v1/rerank",
        _ => Ask.Path,
    };
}
