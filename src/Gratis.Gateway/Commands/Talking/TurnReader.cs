using System.Globalization;
using System.Text;
using System.Text.Json;
using Gratis.AspNetCore;

namespace Gratis.Gateway.Commands.Talking;

/// <summary>Puts together what an answer says, piece by piece.</summary>
internal sealed class TurnReader(TimeProvider time, long began, Action<string> said)
{
    private readonly StringBuilder _text = new();
    private Turn _turn = new();

    /// <summary>What is known so far.</summary>
    public Turn Turn => _turn with { Text = _text.ToString(), Took = time.GetElapsedTime(began) };

    public void Head(HttpResponseMessage response)
    {
        _turn = _turn with
        {
            Route = Header(response, GatewayHeaders.Route),
            Provider = Header(response, GatewayHeaders.Provider),
            Attempts = int.TryParse(Header(response, GatewayHeaders.Attempts), CultureInfo.InvariantCulture, out var attempts) ? attempts : null,
            Trail = TrailStep.Read(Header(response, GatewayHeaders.Trail) ?? ""),
            CostUsd = Cost(Header(response, GatewayHeaders.CostUsd)),
            Spill = Header(response, GatewayHeaders.Spill),
        };
    }

    /// <summary>One line of an event stream; false once it has said that it is done.</summary>
    public bool Line(string line)
    {
        if (line.StartsWith(':'))
        {
            Comment(line[1..].Trim());
            return true;
        }

        if (!line.StartsWith("data:", StringComparison.Ordinal))
            return true;
        var data = line["data:".Length..].Trim();
        if (data == "[DONE]")
            return false;
        Json(data, status: null, "delta");
        return true;
    }

    /// <summary>A whole answer, or an error.</summary>
    public void Whole(string body, int status) => Json(body, status, "message");

    public void Fail(TurnError error) => _turn = _turn with { Error = error };

    public void Stop() => _turn = _turn with { IsStopped = true };

    /// <summary>What was not known when the head went out: the cost, and of a stream that had to wait all that its head would have said.</summary>
    private void Comment(string text)
    {
        if (After(text, GatewayHeaders.CostUsd + "=") is { } cost)
            _turn = _turn with { CostUsd = Cost(cost) };
        else if (After(text, GatewayHeaders.Spill + "=") is { } spill)
            _turn = _turn with { Spill = spill };
        else if (After(text, "gateway ") is { } head)
            Head(head.Split(' '));
    }

    private void Head(string[] members)
    {
        foreach (var member in members)
        {
            if (After(member, "route=") is { } route)
                _turn = _turn with { Route = route, Provider = route.Split('/')[0] };
            else if (After(member, "attempts=") is { } attempts && int.TryParse(attempts, CultureInfo.InvariantCulture, out var number))
                _turn = _turn with { Attempts = number };
            else if (After(member, "trail=") is { } trail)
                _turn = _turn with { Trail = TrailStep.Read(trail) };
        }
    }

    private static string? After(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? text[start.Length..] : null;

    private void Json(string body, int? status, string part)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
                Fail(new TurnError(Text(error, "code"), Text(error, "message") ?? "an error without a word", status));
            else if (status is >= 400)
                Fail(new TurnError(null, FormattableString.Invariant($"answered {status}"), status));
            else if (root.ValueKind == JsonValueKind.Object)
                Take(root, part);
        }
        catch (JsonException)
        {
            Fail(new TurnError(null, "the answer is no JSON", status));
        }
    }

    private void Take(JsonElement root, string part)
    {
        if (root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
            _turn = _turn with { InputTokens = Number(usage, "prompt_tokens"), OutputTokens = Number(usage, "completion_tokens") };
        if (!root.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0
            || !choices[0].TryGetProperty(part, out var message) || Text(message, "content") is not { Length: > 0 } content)
            return;
        if (part == "delta" && _turn.FirstToken is null)
            _turn = _turn with { FirstToken = time.GetElapsedTime(began) };
        _text.Append(content);
        said(content);
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;

    private static decimal? Cost(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) ? cost : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
