using FsCheck;
using FsCheck.Fluent;
using Gratis.Tests.Hosting;
using Gratis.Tests.Wire;

namespace Gratis.Tests.Dispatch;

/// <summary>Whatever an upstream streams and however the network cuts it, the client gets the same bytes and an honest end.</summary>
public sealed class StreamProperties
{
    private static readonly Config Many = Properties.Config.WithMaxTest(1500);

    [Fact]
    public void The_client_s_bytes_are_the_upstream_s_and_the_end_is_honest() => Prop.ForAll(Properties.Seeds, static seed =>
    {
        var stream = new RandomStream(seed);
        using var world = new World("a/m");
        world.Network.On("a/m", stream.ToReply());
        var heard = world.Ask("a/m", stream: true, members: stream.Members);

        heard.Text.ShouldStartWith(stream.Expected, Case.Sensitive, stream.ToString());
        var rest = heard.Text[stream.Expected.Length..];
        if (stream.EndsWell)
        {
            rest.ShouldBeEmpty(stream.ToString());
            heard.Trail.ShouldBe("a/m=served");
        }
        else
        {
            rest.ShouldStartWith("data: {\"error\":{", Case.Sensitive, stream.ToString());
            rest.ShouldEndWith("}}\n\n");
            heard.Text.ShouldNotContain("data: [DONE]");
            heard.Trail.ShouldBe(stream.End == StreamEnd.Stalled ? "a/m=timeout" : "a/m=broken");
        }

        world.ShouldBeAtRest();
    }).Check(Many);

    [Fact]
    public void A_stream_that_fails_before_its_first_token_reaches_nobody() => Prop.ForAll(Properties.Seeds, static seed =>
    {
        var random = new Random(seed);
        Step[] comments = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Step.Text(": wait\n\n"))];
        Step[] end = random.Next(6) switch
        {
            0 => [Step.Cut],
            1 => [Step.Text(Reply.ErrorFrame)],
            2 => [Step.Text(Reply.ErrorFrame.TrimEnd())],
            3 => [Step.Text(Reply.Done)],
            4 => [Step.Hang],
            _ => [],
        };
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse([.. comments, .. end]));
        world.Network.On("b/m", Reply.Stream);
        var heard = world.Ask("auto", stream: true);
        heard.Text.ShouldBe(Reply.Delta + Reply.Finish + Reply.Done);
        heard.Attempts.ShouldBe(2);
        world.ShouldBeAtRest();
    }).Check(Properties.Config.WithMaxTest(200));
}
