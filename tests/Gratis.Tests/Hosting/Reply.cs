using System.Text;

namespace Gratis.Tests.Hosting;

/// <summary>What an upstream does next while it sends its body.</summary>
internal abstract record Step
{
    /// <summary>Sends bytes, which one read takes at most.</summary>
    public sealed record Send(ReadOnlyMemory<byte> Bytes) : Step;

    /// <summary>Is silent.</summary>
    public sealed record Pause(TimeSpan Length) : Step;

    /// <summary>Breaks off.</summary>
    public sealed record Break(Exception Fault) : Step;

    public static Step Text(string text) => new Send(Encoding.UTF8.GetBytes(text));

    public static Step Wait(double seconds) => new Pause(TimeSpan.FromSeconds(seconds));

    public static Step Hang => new Pause(Timeout.InfiniteTimeSpan);

    public static Step Cut => new Break(new HttpIOException(HttpRequestError.ResponseEnded, "cut"));
}

/// <summary>How a scripted upstream answers one call.</summary>
internal sealed record Reply(int Status, string ContentType, params Step[] Body)
{
    public const string Delta = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"}}]}\n\n";
    public const string Finish = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    public const string UsageOnly = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5}}\n\n";
    public const string Done = "data: [DONE]\n\n";
    public const string ErrorFrame = "data: {\"error\":{\"message\":\"engine failure\",\"code\":500}}\n\n";
    public const string Answer = """{"choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":5}}""";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How long until the headers come.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Instead of an answer.</summary>
    public Exception? Fault { get; init; }

    public static Reply Ok => new(200, "application/json", Step.Text(Answer));

    /// <summary>Never answers at all.</summary>
    public static Reply Silence => Ok with { After = Timeout.InfiniteTimeSpan };

    public static Reply Unreachable => Ok with { Fault = new HttpRequestException(HttpRequestError.ConnectionError, "refused") };

    public static Reply Stream => Sse(Step.Text(Delta), Step.Text(Finish), Step.Text(Done));

    public static Reply Json(string body) => new(200, "application/json", Step.Text(body));

    public static Reply Sse(params Step[] steps) => new(200, "text/event-stream", steps);

    public static Reply Error(int status, string message = "no") =>
        new(status, "application/json", Step.Text("{\"error\":{\"message\":\"" + message + "\"}}"));

    public static Reply Limited(int? seconds = null)
    {
        var reply = Error(429, "Too many requests");
        return seconds is null ? reply : reply.With("Retry-After", seconds.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public Reply With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };

    public Reply In(double seconds) => this with { After = TimeSpan.FromSeconds(seconds) };
}
