using System.Text;
using Gratis.Dispatch;
using Gratis.Health;
using Gratis.Hosting;
using Gratis.Tests.Routing;
using Gratis.Tests.Time;
using Gratis.Wire;

namespace Gratis.Tests.Hosting;

/// <summary>An engine in virtual time over a scripted network.</summary>
internal sealed class World : IDisposable
{
    public World(CatalogSketch catalog, RequestLimits? limits = null, bool keepsCalls = true)
    {
        Network = new ScriptedNetwork(Time, VirtualTime.Start) { KeepsCalls = keepsCalls };
        Health = new HealthBook(new Random(7));
        Engine = new GratisEngine(
            catalog.Build(), limits ?? new RequestLimits(), new EngineParts(Time, new Random(11), Health, "gratis/test") { CreateHandler = Network.HandlerFor });
    }

    public World(params string[] routes)
        : this(new CatalogSketch().Routes(routes))
    {
    }

    public VirtualTime Time { get; } = new();

    public ScriptedNetwork Network { get; }

    public HealthBook Health { get; }

    public GratisEngine Engine { get; }

    public IEnumerable<string> Called => Network.Calls.Select(c => c.Route);

    public static GatewayRequest Request(
        string model, bool stream = false, double? maxWait = null, string members = "", Operation operation = Operation.Chat, string? client = null, bool background = false)
    {
        var streams = stream ? "\"stream\":true," : "";
        var subject = operation switch
        {
            Operation.Chat => "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]",
            Operation.Embeddings => "\"input\":\"hi\"",
            _ => "\"query\":\"q\",\"documents\":[\"d\"]",
        };
        var body = Encoding.UTF8.GetBytes($"{{\"model\":\"{model}\",{streams}{members}{subject}}}");
        RequestReader.TryRead(body, operation, out var facts, out var fault).ShouldBeTrue(fault.Message);
        return new GatewayRequest
        {
            Id = "req-1",
            Operation = operation,
            Body = body,
            Facts = facts!,
            Client = client,
            IsBackground = background,
            MaxWait = maxWait is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    /// <summary>One request from door to door, in virtual time.</summary>
    public Heard Ask(string model, bool stream = false, double? maxWait = null, string members = "") =>
        Time.Run(() => AskAsync(Request(model, stream, maxWait, members)));

    /// <inheritdoc cref="Ask"/>
    public async Task<Heard> AskAsync(GatewayRequest request, ClientPipe? client = null, CancellationToken cancel = default)
    {
        client ??= new ClientPipe();
        await using var answer = await Engine.SendAsync(request, cancel);
        var committed = Time.Elapsed;
        if (answer.IsStream) await answer.CopyToAsync(client, cancel);
        return new Heard(
            answer.Status, answer.IsStream ? client.Text : Encoding.UTF8.GetString(answer.Body.Span), answer.Error,
            answer.Trail.ToString(), answer.Trail.Count, committed, Time.Elapsed);
    }

    /// <summary>Nothing that a request takes is still out.</summary>
    public void ShouldBeAtRest()
    {
        Engine.InFlight.ShouldBe(0);
        Network.Open.ShouldBe(0);
        Network.Waiting.ShouldBe(0);
        Time.PendingTimers.ShouldBe(0);
    }

    public void Dispose() => Engine.Dispose();
}

/// <summary>What a client heard of its request.</summary>
internal sealed record Heard(int Status, string Text, GatewayError? Error, string Trail, int Attempts, TimeSpan Committed, TimeSpan Ended)
{
    public string? Code => Error?.Code;
}
