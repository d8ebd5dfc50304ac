using System.Runtime.InteropServices;
using System.Text.Json;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class EmbeddingPackerTests
{
    [Theory]
    [InlineData("""{"input":"a","encoding_format":"base64"}""", true)]
    [InlineData("""{"encoding_format" : "base64" , "input":"a"}""", true)]
    [InlineData("""{"input":"a","encoding_format":"float"}""", false)]
    [InlineData("""{"input":"a","encoding_format":null}""", false)]
    [InlineData("""{"input":"encoding_format","user":"base64"}""", false)]
    [InlineData("""{"input":"a","metadata":{"encoding_format":"base64"}}""", false)]
    public void Base64_is_wanted_by_who_says_so(string request, bool wanted)
    {
        foreach (var body in (byte[][])[Utf8(request), Utf8("\uFEFF  " + request)])
        {
            RequestReader.TryRead(body, Operation.Embeddings, out var facts, out _).ShouldBeTrue();
            EmbeddingPacker.IsWanted(facts!, body).ShouldBe(wanted);
        }
    }

    [Fact]
    public void A_chat_wants_none()
    {
        var body = Utf8("""{"messages":[{"role":"user","content":"hi"}],"encoding_format":"base64"}""");
        RequestReader.TryRead(body, Operation.Chat, out var facts, out _).ShouldBeTrue();
        EmbeddingPacker.IsWanted(facts!, body).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Vectors_are_packed_and_every_other_byte_stays(string before)
    {
        var packed = Packed(before + """{ "object":"list", "data" : [ {"index":0,"embedding": [ 0.5, -2.5e-1, 3 ] , "x":[1] }, {"embedding":[],"index":1} ],"embedding":[7],"usage":{"prompt_tokens":2} }""");

        packed.ShouldBe(before + """{ "object":"list", "data" : [ {"index":0,"embedding": "AAAAPwAAgL4AAEBA" , "x":[1] }, {"embedding":"","index":1} ],"embedding":[7],"usage":{"prompt_tokens":2} }""");
    }

    [Fact]
    public void What_comes_back_are_the_numbers_of_single_precision()
    {
        float[] vector = [.. Enumerable.Range(0, 3000).Select(i => MathF.Sin(i) / 3)];

        var packed = JsonDocument.Parse(Packed($$"""{"data":[{"embedding":{{JsonSerializer.Serialize(vector)}}}]}""")!).RootElement.GetProperty("data")[0].GetProperty("embedding");

        MemoryMarshal.Cast<byte, float>(packed.GetBytesFromBase64()).ToArray().ShouldBe(vector);
    }

    [Theory]
    [InlineData("""{"data":[{"embedding":"AAAAPw=="}]}""")]
    [InlineData("""{"data":[{"embedding":[[1,2],[3,4]]}]}""")]
    [InlineData("""{"data":[{"embedding":{"dense":[1]}}]}""")]
    [InlineData("""{"data":[{"embedding":[1,null]}]}""")]
    [InlineData("""{"data":[{"of":{"embedding":[1]}}]}""")]
    [InlineData("""{"meta":[{"embedding":[1]}],"data":[]}""")]
    public void What_is_no_vector_of_numbers_stays_as_it_is(string answer) => Packed(answer).ShouldBeNull();

    [Fact]
    public void What_cannot_be_packed_does_not_hinder_the_rest() =>
        Packed("""{"data":[{"embedding":[1,"x",[2]],"index":0},{"embedding":[0.5]}]}""").ShouldBe("""{"data":[{"embedding":[1,"x",[2]],"index":0},{"embedding":"AAAAPw=="}]}""");

    private static string? Packed(string answer)
    {
        using var into = new PooledBuffer(16);
        return EmbeddingPacker.TryPack(Utf8(answer), into) ? System.Text.Encoding.UTF8.GetString(into.WrittenSpan) : null;
    }
}
