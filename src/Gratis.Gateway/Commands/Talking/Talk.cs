using System.Net.Http.Headers;
using System.Text.Json;

namespace Gratis.Gateway.Commands.Talking;

/// <summary>Asks a gateway over HTTP, as any client would.</summary>
internal sealed class Talk(HttpMessageInvoker http, Companion gateway, TimeProvider time)
{
    /// <summary>Asks and waits for the end; never throws for what may happen to a request.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="said">Called with each piece of the answer when it comes.</param>
    /// <param name="cancel">Stops the answer.</param>
    public async Task<Turn> AskAsync(Question question, Action<string> said, CancellationToken cancel)
    {
        var reader = new TurnReader(time, time.GetTimestamp(), said);
        try
        {
            using var request = Post("/v1/chat/completions", question);
            using var response = await http.SendAsync(request, cancel);
            reader.Head(response);
            if (question.IsStream && response.IsSuccessStatusCode)
                await ReadStreamAsync(response, reader, cancel);
            else
                reader.Whole(await response.Content.ReadAsStringAsync(cancel), (int)response.StatusCode);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // A connection that is torn down breaks in many ways.
            reader.Stop();
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            reader.Fail(new TurnError(null, $"the gateway cannot be reached: {broken.Message}"));
        }

        return reader.Turn;
    }

    /// <summary>The plan of a question, as the gateway tells it; null where it tells none.</summary>
    public async Task<JsonDocument?> ExplainAsync(Question question, CancellationToken cancel)
    {
        try
        {
            using var request = Post("/v1/gateway/explain", question);
            using var response = await http.SendAsync(request, cancel);
            return response.IsSuccessStatusCode ? await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), default, cancel) : null;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or JsonException)
        {
            return null;
        }
    }

    private static async Task ReadStreamAsync(HttpResponseMessage response, TurnReader reader, CancellationToken cancel)
    {
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        var isOpen = true;
        while (await lines.ReadLineAsync(cancel) is { } line)
            isOpen &= reader.Line(line);
        if (isOpen && reader.Turn.Error is null)
            reader.Fail(new TurnError(null, "the answer broke off"));
    }

    private HttpRequestMessage Post(string path, Question question)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, path)) { Content = new ByteArrayContent(question.ToBody()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (gateway.Key is { } key)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return request;
    }
}

/// <summary>One chat request.</summary>
internal sealed record Question(string Model, IReadOnlyList<Message> Messages)
{
    public bool IsStream { get; init; } = true;

    /// <summary>At most so many tokens are wanted.</summary>
    public int? MaxTokens { get; init; }

    public byte[] ToBody()
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model", Model);
            json.WriteStartArray("messages");
            foreach (var message in Messages)
            {
                json.WriteStartObject();
                json.WriteString("role", message.Role);
                json.WriteString("content", message.Content);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (MaxTokens is { } most)
                json.WriteNumber("max_tokens", most);
            if (IsStream)
            {
                json.WriteBoolean("stream", true);
                json.WriteStartObject("stream_options");
                json.WriteBoolean("include_usage", true);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
