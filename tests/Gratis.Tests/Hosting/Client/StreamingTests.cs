using System.Text;
using Gratis.Hosting.Client;
using Microsoft.Extensions.AI;

namespace Gratis.Tests.Hosting.Client;

public sealed class StreamingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly ChatOptions OnA = new() { ModelId = "a/m" };

    [Fact]
    public void Words_come_as_they_are_said_and_usage_once_at_the_end()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(
            Step.Text(Thought("Hm.")), Step.Wait(1), Step.Text(Word("It ")), Step.Wait(1), Step.Text(Word("rains.")),
            Step.Text("""data: {"id":"s-1","model":"m-2","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}""" + "\n\n"),
            Step.Text(Reply.UsageOnly), Step.Text(Reply.Done)));

        List<(ChatResponseUpdate Update, TimeSpan At)> heard = [];
        world.Run(async () =>
        {
            await foreach (var update in world.Client.GetStreamingResponseAsync("Weather?", OnA, cancellationToken: Cancel))
                heard.Add((update, world.Time.Elapsed));
        });

        heard[1].Update.Contents.ShouldHaveSingleItem().ShouldBeOfType<TextReasoningContent>();
        heard.Where(one => one.Update.Text.Length > 0).Select(one => (one.Update.Text, one.At.TotalSeconds)).ShouldBe([("It ", 1), ("rains.", 2)]);
        var first = heard[0].Update;
        (first.Role, first.ResponseId, first.ModelId, first.AdditionalProperties![GratisProperties.Route]).ShouldBe((ChatRole.Assistant, "s-1", "m-1", "a/m"));
        heard.Count(one => one.Update.AdditionalProperties is not null).ShouldBe(1);
        heard.Count(one => one.Update.Contents.OfType<UsageContent>().Any()).ShouldBe(1);

        var response = heard.Select(one => one.Update).ToChatResponse();
        (response.Text, response.FinishReason, response.ModelId).ShouldBe(("It rains.", ChatFinishReason.Stop, "m-2"));
        (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount).ShouldBe((3, 5));
        response.AdditionalProperties![GratisProperties.Trail].ShouldBe("a/m=served");
        world.Sent.GetProperty("stream_options").GetProperty("include_usage").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void However_the_bytes_are_cut_the_words_are_the_same()
    {
        var stream = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => Word($"wörd{i} 🙂"))) + ": keep-alive\r\n\r\n" + Reply.Finish + Reply.Done);
        var random = new Random(5);
        for (var round = 0; round < 20; round++)
        {
            List<Step> steps = [];
            for (var at = 0; at < stream.Length;)
            {
                var size = Math.Min(random.Next(1, round < 10 ? 12 : 9000), stream.Length - at);
                steps.Add(new Step.Send(stream.AsMemory(at, size)));
                at += size;
            }

            using var world = new ClientWorld();
            world.Network.On("a/m", Reply.Sse([.. steps]));
            world.Run(() => world.Client.GetStreamingResponseAsync("Hi", OnA, cancellationToken: Cancel).ToChatResponseAsync(cancellationToken: Cancel)).Text
                .ShouldBe(string.Concat(Enumerable.Range(0, 40).Select(i => $"wörd{i} 🙂")));
        }
    }

    [Fact]
    public void An_emoji_that_is_cut_in_two_escapes_is_whole_again()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Word("a\\ud83d")), Step.Text(Word("\\ude42\\n\\\"b")), Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        world.Run(() => world.Client.GetStreamingResponseAsync("Hi", OnA, cancellationToken: Cancel).ToChatResponseAsync(cancellationToken: Cancel)).Text.ShouldBe("a🙂\n\"b");
    }

    [Fact]
    public void A_stream_that_fails_before_it_begins_is_another_route_s()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.ErrorFrame)));
        world.Network.On("b/m", Reply.Stream);
        var response = world.Run(() => world.Client.GetStreamingResponseAsync("Hi", new ChatOptions { ModelId = "m" }, cancellationToken: Cancel).ToChatResponseAsync(cancellationToken: Cancel));
        response.AdditionalProperties![GratisProperties.Trail].ShouldBe("a/m=broken,b/m=served");
    }

    [Fact]
    public void A_stream_that_breaks_off_gives_what_it_has_and_then_throws()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Cut));
        var text = "";
        var broken = Should.Throw<StreamBrokenException>(() => world.Run(async () =>
        {
            await foreach (var update in world.Client.GetStreamingResponseAsync("Hi", OnA, cancellationToken: Cancel))
                text += update.Text;
        }));
        (text, broken.Trail).ShouldBe(("hi", "a/m=broken"));
        world.Network.Open.ShouldBe(0);
    }

    [Fact]
    public void A_chunk_that_is_no_JSON_breaks_the_stream()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Text("data: {\"choices\":[{]\n\n"), Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        Should.Throw<StreamBrokenException>(() => world.Run(() => world.Client.GetStreamingResponseAsync("Hi", OnA, cancellationToken: Cancel).ToChatResponseAsync(cancellationToken: Cancel)));
        world.Network.Open.ShouldBe(0);
    }

    [Fact]
    public void Who_stops_reading_ends_the_upstream()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        world.Run(async () =>
        {
            await foreach (var _ in world.Client.GetStreamingResponseAsync("Hi", OnA, cancellationToken: Cancel))
                break;
            world.Network.Open.ShouldBe(0);
        });
        world.Time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Who_cancels_hears_so_by_their_own_token()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        using var cancel = new CancellationTokenSource();
        var cancelled = Should.Throw<OperationCanceledException>(() => world.Run(async () =>
        {
            await foreach (var _ in world.Client.GetStreamingResponseAsync("Hi", OnA, cancel.Token))
                cancel.Cancel();
        }));
        cancelled.CancellationToken.ShouldBe(cancel.Token);
        world.Network.Open.ShouldBe(0);
    }

    [Fact]
    public void A_refusal_is_an_error_content()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Delta("\"refusal\":\"I \"")), Step.Text(Delta("\"refusal\":\"won't.\"")), Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        var refusal = world.Run(() => world.Client.GetStreamingResponseAsync("Hi", OnA, cancellationToken: Cancel).ToChatResponseAsync(cancellationToken: Cancel)).Messages[0].Contents.OfType<ErrorContent>().ShouldHaveSingleItem();
        (refusal.Message, refusal.ErrorCode).ShouldBe(("I won't.", "refusal"));
    }

    private static string Word(string text) => Delta($"\"content\":\"{text}\"");

    private static string Thought(string text) => Delta($"\"reasoning\":\"{text}\",\"reasoning_content\":\"{text}\"");

    private static string Delta(string members) => """data: {"id":"s-1","model":"m-1","choices":[{"index":0,"delta":{""" + members + "},\"finish_reason\":null}]}\n\n";
}
