using System.Text;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Dispatch;

/// <summary>How a random stream ends.</summary>
internal enum StreamEnd
{
    Done,
    DoneWithoutBlankLine,
    FinishOnly,
    FinishWithoutBlankLine,
    Closed,
    ClosedInFrame,
    Broken,
    Stalled,
    ErrorFrame,
    ErrorFrameWithoutBlankLine,
}

/// <summary>An event stream as providers write them, cut into reads at random, and what a client must get of it.</summary>
internal sealed class RandomStream
{
    private static readonly string[] LineEnds = ["\n", "\n", "\r\n", "\r"];
    private static readonly string[] Texts = ["a", "hé", "…", "\\n\\ndata: no\\n\\n", "\\\"error\\\":{", "日本", "[DONE]", ": x", "\\u0041", "😀"];

    private readonly Random _random;
    private readonly StringBuilder _sent = new();
    private readonly StringBuilder _expected = new();
    private readonly bool _usageAsked;

    public RandomStream(int seed)
    {
        _random = new Random(seed);
        _usageAsked = _random.Next(2) == 0;
        End = (StreamEnd)_random.Next(Enum.GetValues<StreamEnd>().Length);
        for (var i = _random.Next(4); i > 0; i--) Pass(Idle());
        Pass(Delta());
        for (var i = _random.Next(12); i > 0; i--) Middle();

        // A frame that ends in a bare carriage return is open until the next byte: an end right behind it would be another test.
        Pass(": last\n\n");
        Close();
    }

    public StreamEnd End { get; }

    /// <summary>The client gets an end mark, and no error.</summary>
    public bool EndsWell => End <= StreamEnd.FinishWithoutBlankLine;

    /// <summary>What must reach the client, but for the error frame that follows where the end is not good.</summary>
    public string Expected => _expected.ToString();

    public string Members => _usageAsked ? "\"stream_options\":{\"include_usage\":true}," : "";

    public Reply ToReply()
    {
        var bytes = Encoding.UTF8.GetBytes(_sent.ToString());
        var steps = new List<Step>();
        var largest = _random.Next(3) switch { 0 => 1, 1 => 12, _ => 200 };
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(_random.Next(1, largest + 1), bytes.Length - at);
            steps.Add(new Step.Send(bytes.AsMemory(at, length)));
            if (_random.Next(8) == 0) steps.Add(Step.Wait(0.01));
            at += length;
        }

        if (End == StreamEnd.Broken) steps.Add(Step.Cut);
        if (End == StreamEnd.Stalled) steps.Add(Step.Hang);
        return Reply.Sse([.. steps]);
    }

    public override string ToString() => $"{End}: {_sent}";

    private void Middle()
    {
        switch (_random.Next(5))
        {
            case 0:
                Pass(Idle());
                break;
            case 1:
                var usage = Frame("{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}");
                _sent.Append(usage);
                if (_usageAsked) _expected.Append(usage);
                break;
            default:
                Pass(Delta());
                break;
        }
    }

    private void Close()
    {
        switch (End)
        {
            case StreamEnd.Done:
                if (_random.Next(2) == 0) Pass(Finish());
                Pass(Whole("[DONE]"));
                if (_random.Next(2) == 0) _sent.Append("data: {\"choices\":[{\"delta\":{\"content\":\"too late\"}}]}\n\n");
                break;
            case StreamEnd.DoneWithoutBlankLine:
                _sent.Append(_random.Next(2) == 0 ? "data: [DONE]" : "data: [DONE]\n");
                _expected.Append(Reply.Done);
                break;
            case StreamEnd.FinishOnly:
                Pass(Finish());
                _expected.Append(Reply.Done);
                break;
            case StreamEnd.FinishWithoutBlankLine:
                var finish = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}";
                _sent.Append(finish);
                _expected.Append(finish).Append("\n\n").Append(Reply.Done);
                break;
            case StreamEnd.ClosedInFrame:
                _sent.Append("data: {\"choices\":[{\"delta\":{\"cont");
                break;
            case StreamEnd.ErrorFrame:
                _sent.Append(Whole("{\"error\":{\"message\":\"engine failure\",\"code\":500}}")).Append("data: {\"choices\":[]}\n\n");
                break;
            case StreamEnd.ErrorFrameWithoutBlankLine:
                _sent.Append("data: {\"error\":{\"message\":\"engine failure\",\"code\":500}}");
                break;
            default:
                break;
        }
    }

    private void Pass(string frame)
    {
        _sent.Append(frame);
        _expected.Append(frame);
    }

    private string Idle() => _random.Next(3) switch
    {
        0 => ": keep-alive" + Twice(),
        1 => "id: 7" + Twice(),
        _ => Frame("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}],\"usage\":null}"),
    };

    private string Delta() => Frame($"{{\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{Texts[_random.Next(Texts.Length)]}\"}},\"finish_reason\":null}}]}}");

    private static string Finish() => Whole("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");

    private static string Whole(string data) => $"data: {data}\n\n";

    private string Frame(string data)
    {
        var end = LineEnds[_random.Next(LineEnds.Length)];
        var space = _random.Next(3) > 0 ? " " : "";
        var before = _random.Next(6) == 0 ? "event: message" + end : "";
        var comma = data.IndexOf(',', StringComparison.Ordinal);
        return _random.Next(5) == 0 && comma > 0
            ? $"{before}data:{space}{data[..(comma + 1)]}{end}data:{space}{data[(comma + 1)..]}{end}{end}"
            : $"{before}data:{space}{data}{end}{end}";
    }

    private string Twice()
    {
        var end = LineEnds[_random.Next(LineEnds.Length)];
        return end + end;
    }
}
