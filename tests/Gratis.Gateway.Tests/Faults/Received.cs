using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Faults;

/// <summary>What a client made of an answer, whole or streamed.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Raw">The body.</param>
/// <param name="Content">What the model said, put together.</param>
/// <param name="Finished">Whether a finish reason came.</param>
/// <param name="Errors">How many of its events are errors.</param>
/// <param name="EndMarks">How many times a stream said that it is at its end.</param>
/// <param name="Last">The last event of a stream.</param>
internal sealed record Received(int Status, IReadOnlyDictionary<string, string> Headers, string Raw, string Content, bool Finished, int Errors, int EndMarks, string Last)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);

    public static async Task<Received> ReadAsync(HttpResponseMessage response, CancellationToken patience)
    {
        var body = await response.Content.ReadAsByteArrayAsync(patience);
        var headers = Reply.HeadersOf(response);
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var events = isStream ? SseParser.Create(new MemoryStream(body)).Enumerate().Select(item => item.Data).ToList() : [Encoding.UTF8.GetString(body)];

        var content = new StringBuilder();
        var (finished, errors) = (false, 0);
        foreach (var data in events.Where(data => data != "[DONE]"))
        {
            using var json = JsonDocument.Parse(data);
            if (json.RootElement.TryGetProperty("error", out _))
                errors++;
            if (!json.RootElement.TryGetProperty("choices", out var choices) || choices.GetArrayLength() == 0)
                continue;
            var choice = choices[0];
            if (choice.TryGetProperty(isStream ? "delta" : "message", out var said) && said.TryGetProperty("content", out var text))
                content.Append(text.GetString());
            finished |= choice.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String;
        }

        return new Received((int)response.StatusCode, headers, Encoding.UTF8.GetString(body), content.ToString(), finished, errors, events.Count(data => data == "[DONE]"), events.LastOrDefault(""));
    }
}
