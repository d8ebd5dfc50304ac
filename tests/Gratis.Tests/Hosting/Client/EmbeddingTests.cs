using System.Runtime.InteropServices;
using Gratis.Hosting.Client;
using Microsoft.Extensions.AI;

namespace Gratis.Tests.Hosting.Client;

public sealed class EmbeddingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly EmbeddingGenerationOptions OnA = new() { ModelId = "a/e" };

    [Fact]
    public void Vectors_stand_in_the_order_of_their_texts_whatever_order_they_come_in()
    {
        using var world = new ClientWorld();
        world.Network.On("a/e", Reply.Json("""
            {"object":"list","model":"e-1","data":[{"index":2,"embedding":[3,0.5]},{"index":0,"embedding":[1,-0.25]},{"index":1,"embedding":[2,1e-3]}],"usage":{"prompt_tokens":6,"total_tokens":6}}
            """));
        var made = world.Run(() => world.Client.GenerateAsync(["x", "y", "z"], OnA, cancellationToken: Cancel));

        made.Select(one => one.Vector.ToArray()).ShouldBe([[1, -0.25f], [2, 0.001f], [3, 0.5f]]);
        made.ShouldAllBe(one => one.ModelId == "e-1");
        (made.Usage!.InputTokenCount, made.Usage.TotalTokenCount).ShouldBe((6, 6));
        made.AdditionalProperties![GratisProperties.Route].ShouldBe("a/e");
        world.Sent.ToString().ShouldBe("""{"model":"e","input":["x","y","z"]}""");
    }

    [Fact]
    public void Base64_is_as_good_as_numbers()
    {
        using var world = new ClientWorld();
        var bytes = Convert.ToBase64String(MemoryMarshal.AsBytes<float>([1.5f, -2f, 0.125f]));
        world.Network.On("a/e", Reply.Json($$"""{"data":[{"embedding":"{{bytes}}"}]}"""));
        var options = new EmbeddingGenerationOptions { ModelId = "a/e", Dimensions = 3, AdditionalProperties = new() { ["encoding_format"] = "base64" } };
        world.Run(() => world.Client.GenerateVectorAsync("x", options, cancellationToken: Cancel)).ToArray().ShouldBe([1.5f, -2f, 0.125f]);
        world.Sent.ToString().ShouldBe("""{"model":"e","input":["x"],"dimensions":3,"encoding_format":"base64"}""");
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]}]}""", "1 vectors for 2 texts")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":["x"]}]}""", "1 vectors for 2 texts")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[2]}]}""", "1 dimensions, but 2 were asked for")]
    public void Vectors_that_could_not_be_compared_are_none(string answer, string why)
    {
        using var world = new ClientWorld();
        world.Network.On("a/e", Reply.Json(answer));
        var fault = Should.Throw<GratisException>(() => world.Run(() => world.Client.GenerateAsync(["x", "y"], new EmbeddingGenerationOptions { ModelId = "a/e", Dimensions = 2 }, cancellationToken: Cancel)));
        (fault.Code, fault.Message.Contains(why, StringComparison.Ordinal)).ShouldBe(("invalid_answer", true), fault.Message);
    }

    [Fact]
    public void No_model_is_ever_chosen_for_vectors()
    {
        using var world = new ClientWorld();
        Should.Throw<InvalidOperationException>(() => world.Run(() => world.Client.GenerateAsync(["x"], cancellationToken: Cancel))).Message.ShouldContain("EmbeddingModel");

        using var named = new ClientWorld(options => options.EmbeddingModel = "b/e");
        named.Network.On("b/e", Reply.Json("""{"data":[{"embedding":[1]}]}"""));
        named.Run(() => named.Client.GenerateAsync(["x"], cancellationToken: Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public void Nothing_to_embed_asks_nobody()
    {
        using var world = new ClientWorld();
        world.Run(() => world.Client.GenerateAsync([], OnA, cancellationToken: Cancel)).ShouldBeEmpty();
        world.Network.CallCount.ShouldBe(0);
    }
}
