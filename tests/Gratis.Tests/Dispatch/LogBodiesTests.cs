using System.Text;
using Gratis.Dispatch;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Dispatch;

/// <summary>What was said is kept where the owner wants that, bounded and without secrets.</summary>
public sealed class LogBodiesTests
{
    [Fact]
    public void By_default_nothing_that_was_said_is_kept()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Ok);
        world.Ask("a/m");
        world.Engine.Log.Find("req-1")!.Bodies.ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Question_and_answer_are_kept_where_that_is_wanted(bool stream)
    {
        using var world = new World("a/m");
        world.Network.On("a/m", stream ? Reply.Sse(Step.Text(Reply.Delta), Step.Wait(5), Step.Text(Reply.Finish + Reply.Done)) : Reply.Ok);
        world.Engine.Log.KeepsBodies = true;
        var heard = world.Ask("a/m", stream);

        var said = world.Engine.Log.Find("req-1")!.Bodies!;
        said.Request.ShouldBe(Encoding.UTF8.GetString(World.Request("a/m", stream).Body.Span));
        said.Answer.ShouldBe(heard.Text);
    }

    [Theory]
    [InlineData("""{"authorization":"Bearer abc.def"}""", """{"authorization":"[redacted]"}""")]
    [InlineData("""{"content":"{\"api_key\": \"abcdef\"}"}""", """{"content":"{\"api_key\": \"[redacted]\"}"}""")]
    [InlineData("curl -H 'Authorization: Bearer abcdef123'", "curl -H 'Authorization: Bearer [redacted]'")]
    [InlineData("my key is sk-proj-AbC_123456789, thanks", "my key is [redacted], thanks")]
    [InlineData("gsk_abcdefgh12345 AIzaSyA1234567890", "[redacted] [redacted]")]
    [InlineData("eyJhbGciOiJI.eyJzdWIiOiIx.c2ln", "[redacted]")]
    [InlineData("write to jane.doe+x@mail.example.org now", "write to [redacted] now")]
    [InlineData("a task-oriented, risk-free sk- prefix @home", "a task-oriented, risk-free sk- prefix @home")]
    public void What_looks_like_a_secret_is_taken_out_and_other_words_stay(string said, string kept) =>
        BodySecrets.Mask(Encoding.UTF8.GetBytes(said)).ShouldBe(kept);

    [Fact]
    public void A_wordsbody_is_cut_and_a_secret_that_the_cut_would_halve_goes_with_it()
    {
        var words = new string('a', 1000) + " ";
        var body = string.Concat(Enumerable.Repeat(words, 200))[..(LogBodies.Most - 6)] + " sk-ab" + "cdefghijklmnop";
        var kept = BodySecrets.Mask(Encoding.UTF8.GetBytes(body).AsSpan(0, LogBodies.Most))!;
        kept.Length.ShouldBeInRange(LogBodies.Most - 1100, LogBodies.Most);
        kept.ShouldNotContain("sk-");
    }

    [Fact]
    public void A_client_gets_every_byte_of_an_overheard_stream_and_no_more_than_the_bound_is_kept()
    {
        using var world = new World("a/m");
        var chunk = $"data: {{\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{new string('x', 900)}\"}},\"finish_reason\":null}}]}}\n\n";
        world.Network.On("a/m", Reply.Sse([.. Enumerable.Range(0, 200).Select(_ => Step.Text(chunk)), Step.Text(Reply.Finish + Reply.Done)]));
        world.Engine.Log.KeepsBodies = true;
        var heard = world.Ask("a/m", stream: true);

        heard.Text.Length.ShouldBeGreaterThan(200 * 900);
        heard.Text.ShouldEndWith(Reply.Done);
        heard.Text.ShouldStartWith(world.Engine.Log.Find("req-1")!.Bodies!.Answer!);
        world.Engine.Log.Find("req-1")!.Bodies!.Answer!.Length.ShouldBeInRange(LogBodies.Most / 2, LogBodies.Most);
    }
}
