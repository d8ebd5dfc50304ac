using System.Text;

namespace Gratis.Tests.Wire;

/// <summary>
/// Writes valid chat bodies as no serializer would: any order, any white space, any spelling of numbers and strings, and members
/// nobody has heard of.
/// </summary>
internal sealed class RandomRequest(int seed)
{
    /// <summary>Members that routes may refuse; some of them are in most bodies.</summary>
    public static readonly string[] Refusable =
        ["min_p", "logit_bias", "n", "seed", "top_logprobs", "repetition_penalty", "stream_options", "chat_template", "tools", "user"];

    private static readonly string[] Spaces = ["", "", "", " ", "\n", "\t", "\r\n  ", "    "];
    private static readonly string[] Numbers = ["0", "1", "-7", "1.0", "1e3", "2.50E-2", "123456789012345678901234567890", "-0.0"];
    private static readonly string[] Strings =
        ["", "hi", "a\\nb", "\\u00e9", "é", "\\ud83d\\ude00", "😀", "\\\"model\\\":\\\"x\\\"", "\\\\", "/\\/", "{[,:]}", "\\u0000", "data: x"];

    private readonly Random _random = new(seed);

    public string Chat()
    {
        List<string> members = [Member("messages", List(_random.Next(1, 4), Message))];
        Maybe(members, 8, "model", () => Pick(["null", "\"\"", "\"auto\"", "\"groq/a\\/b\"", "\"\\u006dodel\"", "\"模型\""]));
        Maybe(members, 7, "stream", () => Pick(["true", "true", "false", "null"]));
        Maybe(members, 5, "stream_options", () => Pick(["null", $"{{{Space()}}}", Usage("true"), Usage("false"), Usage("null"), Object(2)]));
        Maybe(members, 3, "tools", () => List(_random.Next(0, 3), () => Pick(
            ["{\"type\":\"function\",\"function\":{\"name\":\"f\"}}", "{ \"type\" : \"web_search\" }", Object(2)])));
        Maybe(members, 3, "tool_choice", () => Pick(["\"auto\"", "\"required\"", "{\"type\":\"function\",\"function\":{}}", "null"]));
        Maybe(members, 3, "response_format", () => Pick(["{\"type\":\"json_object\"}", "{\"type\":\"json_schema\"}", "null", Object(2)]));
        Maybe(members, 4, "max_tokens", () => Pick(["0", "5", "1e3", "7.0", "null"]));
        Maybe(members, 2, "max_completion_tokens", () => Pick(["9", "1E2", "null"]));
        Maybe(members, 3, "n", () => Pick(["1", "2", "3.0"]));
        Maybe(members, 2, "user", Text);
        foreach (string name in Refusable.Except(["stream_options", "n", "tools", "user"]))
        {
            Maybe(members, 3, name, () => Value(2));
        }

        for (int i = _random.Next(0, 4); i > 0; i--)
        {
            members.Add(Member($"unknown \\t{i}", Value(3)));
        }

        string[] shuffled = [.. members];
        _random.Shuffle(shuffled);
        string mark = _random.Next(10) == 0 ? "\uFEFF" : "";
        return $"{mark}{Space()}{{{Space()}{string.Join($"{Space()},{Space()}", shuffled)}{Space()}}}{Space()}";
    }

    private string Message()
    {
        string role = Pick(["user", "assistant", "system", "tool", "developer"]);
        List<string> members = [Member("role", $"\"{role}\""), Member("content", Pick([Text(), List(_random.Next(0, 3), Part)]))];
        if (role == "assistant")
        {
            Maybe(members, 4, "tool_calls", () => List(_random.Next(0, 2), () => Object(1)));
        }

        Maybe(members, 3, "name", Text);
        string[] shuffled = [.. members];
        _random.Shuffle(shuffled);
        return $"{{{Space()}{string.Join($"{Space()},{Space()}", shuffled)}{Space()}}}";
    }

    private string Part() => _random.Next(4) switch
    {
        0 => Text(),
        1 => $"{{\"type\":\"text\",{Space()}\"text\":{Text()}}}",
        2 => $"{{\"type\":\"image_url\",\"image_url\":{Object(1)}}}",
        _ => $"{{\"input_audio\":{Object(1)},\"type\":\"input_audio\"}}",
    };

    private string Usage(string value) => _random.Next(2) == 0
        ? $"{{{Space()}\"include_usage\"{Space()}:{Space()}{value}{Space()}}}"
        : $"{{\"x\":{Value(1)},{Space()}\"include_usage\":{value},\"y\":{Value(1)}}}";

    private string Value(int depth) => _random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => Pick(Numbers),
        1 => Text(),
        2 => Pick(["true", "false", "null"]),
        3 => Pick(["[]", "{}", $"[{Space()}]"]),
        4 => List(_random.Next(1, 3), () => Value(depth - 1)),
        _ => Object(depth),
    };

    private string Object(int depth)
    {
        IEnumerable<string> members = Enumerable.Range(0, _random.Next(0, 3)).Select(i => Member(Pick(["model", "k", "é"]) + i, Value(depth - 1)));
        return $"{{{Space()}{string.Join($"{Space()},", members)}{Space()}}}";
    }

    private string List(int count, Func<string> element) =>
        $"[{Space()}{string.Join($"{Space()},{Space()}", Enumerable.Range(0, count).Select(_ => element()))}{Space()}]";

    private void Maybe(List<string> members, int tenths, string name, Func<string> value)
    {
        if (_random.Next(10) < tenths)
        {
            members.Add(Member(name, value()));
        }
    }

    private string Member(string name, string value)
    {
        StringBuilder spelled = new();
        bool disguise = _random.Next(8) == 0 && !name.Contains('\\', StringComparison.Ordinal);
        foreach (char c in name)
        {
            spelled.Append(disguise && _random.Next(3) == 0 ? $"\\u{(int)c:x4}" : c);
        }

        return $"\"{spelled}\"{Space()}:{Space()}{value}";
    }

    private string Text() => $"\"{Pick(Strings)}{Pick(Strings)}\"";

    private string Space() => Pick(Spaces);

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
