using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class SseReaderTests
{
    private sealed record Seen(string Bytes, string Kind, bool IsError, string Data, bool IsComplete);

    [Theory]
    [InlineData("data: a\n\n", "a")]
    [InlineData("data:a\n\n", "a")]
    [InlineData("data:  a \n\n", " a ")]
    [InlineData("data: a\r\n\r\n", "a")]
    [InlineData("data: a\r\r", "a")]
    [InlineData("data\n\n", "")]
    [InlineData("data:\n\n", "")]
    [InlineData(": hi\nid: 3\ndata: a\nretry: 5\n\n", "a")]
    [InlineData("data: a\ndata: b\n\n", "a\nb")]
    [InlineData("data: a\r\n: c\r\ndata\r\ndata:b\r\n\r\n", "a\n\nb")]
    [InlineData("\uFEFFdata: a\n\n", "a")]
    public void Data_is_found_in_every_spelling(string stream, string data)
    {
        Seen frame = Read(Utf8(stream), _ => int.MaxValue).ShouldHaveSingleItem();
        frame.ShouldBe(new Seen(stream, "Data", false, data, true));
    }

    [Theory]
    [InlineData(": OPENROUTER PROCESSING\n\n", "Comment")]
    [InlineData(":\n:\n\n", "Comment")]
    [InlineData("\n", "Other")]
    [InlineData("id: 1\n\n", "Other")]
    [InlineData(": x\nevent: ping\n\n", "Other")]
    [InlineData("dataset: x\n\n", "Other")]
    [InlineData(" data: x\n\n", "Other")]
    public void Frames_without_data_are_told_apart(string stream, string kind) =>
        Read(Utf8(stream), _ => int.MaxValue).ShouldHaveSingleItem().Kind.ShouldBe(kind);

    [Theory]
    [InlineData("event: error\ndata: {}\n\n", true)]
    [InlineData("event:error\r\ndata: {}\r\n\r\n", true)]
    [InlineData("data: {}\nevent: error\n\n", true)]
    [InlineData("event: errors\ndata: {}\n\n", false)]
    [InlineData("event: message\ndata: error\n\n", false)]
    public void An_error_event_is_noticed(string stream, bool error) =>
        Read(Utf8(stream), _ => int.MaxValue).ShouldHaveSingleItem().IsError.ShouldBe(error);

    [Theory]
    [InlineData("data: [DONE]")]
    [InlineData("data: [DONE]\n")]
    [InlineData("data: [DONE]\r")]
    public void What_is_left_at_the_end_is_a_frame_that_says_it_is_incomplete(string stream) =>
        Read(Utf8(stream), _ => 1).ShouldHaveSingleItem().ShouldBe(new Seen(stream, "Data", false, "[DONE]", false));

    [Fact]
    public void Nothing_left_at_the_end_is_no_frame()
    {
        SseReader reader = default;
        reader.TryReadEnd([], out _).ShouldBeFalse();
    }

    [Fact]
    public void State_of_one_frame_does_not_leak_into_the_next()
    {
        List<Seen> frames = Read(Utf8("event: error\ndata: a\ndata: b\n\n: c\n\ndata: d\n\n"), _ => int.MaxValue);
        frames.Select(f => (f.Kind, f.IsError, f.Data)).ShouldBe([("Data", true, "a\nb"), ("Comment", false, ""), ("Data", false, "d")]);
    }

    [Fact]
    public void Frames_are_the_same_however_the_stream_is_cut_into_reads()
    {
        string[] pieces = ["data", ":", " ", "\n", "\n\n", "\r", "\r\n", "a", "é", "event: error", "[DONE]", "{\"x\":1}", "\uFEFF", "id"];
        Gen<byte[]> streams = Gen.Elements(pieces).ListOf(30).Select(p => Utf8(string.Concat(p)));
        Arbitrary<(byte[] Stream, int Seed)> cases =
            streams.SelectMany(s => Gen.Choose(0, int.MaxValue - 1).Select(seed => (s, seed))).ToArbitrary();

        Prop.ForAll(cases, c =>
        {
            List<Seen> whole = Read(c.Stream, _ => int.MaxValue);
            Random random = new(c.Seed);
            Read(c.Stream, _ => 1).ShouldBe(whole);
            Read(c.Stream, left => random.Next(1, 8)).ShouldBe(whole);
            string.Concat(whole.Select(f => f.Bytes)).ShouldBe(Encoding.UTF8.GetString(c.Stream));
        }).Check(Properties.Config);
    }

    [Fact]
    public void Frames_follow_the_event_stream_standard()
    {
        string[] pieces = ["data", "data:", "data: ", ": c", "\n", "\n", "\r\n", "a", "b:", "event: error", "id: 1"];
        Arbitrary<string> streams = Gen.Elements(pieces).ListOf(25).Select(string.Concat).ToArbitrary();

        Prop.ForAll(streams, stream =>
        {
            // The standard, word for word and line by line: only events with data, ended by a blank line, are dispatched.
            List<string> expected = [];
            List<string> data = [];
            foreach (string line in stream.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').SkipLast(1))
            {
                if (line.Length == 0)
                {
                    if (data.Count > 0)
                    {
                        expected.Add(string.Join('\n', data));
                    }

                    data.Clear();
                    continue;
                }

                int colon = line.IndexOf(':', StringComparison.Ordinal);
                string name = colon < 0 ? line : line[..colon];
                string value = colon < 0 ? "" : line[(colon + 1)..];
                if (name == "data")
                {
                    data.Add(value.StartsWith(' ') ? value[1..] : value);
                }
            }

            Read(Utf8(stream), _ => 3).Where(f => f.Kind == "Data" && f.IsComplete).Select(f => f.Data).ShouldBe(expected);
        }).Check(Properties.Config);
    }

    private static List<Seen> Read(byte[] stream, Func<int, int> step)
    {
        List<Seen> frames = [];
        SseReader reader = default;
        int start = 0, end = 0;
        while (true)
        {
            ReadOnlySpan<byte> unread = stream.AsSpan(start, end - start);
            bool ended = end == stream.Length;
            if (reader.TryRead(unread, out SseFrame frame) || (ended && reader.TryReadEnd(unread, out frame)))
            {
                ReadOnlySpan<byte> bytes = unread[..frame.Length];
                string data = Encoding.UTF8.GetString(frame.Data(bytes, new byte[frame.DataLength]));
                frames.Add(new Seen(Encoding.UTF8.GetString(bytes), frame.Kind.ToString(), frame.IsError, data, frame.IsComplete));
                start += frame.Length;
            }
            else if (ended)
            {
                return frames;
            }
            else
            {
                end = Math.Min(stream.Length, (int)Math.Min(int.MaxValue, (long)end + step(stream.Length - end)));
            }
        }
    }
}
