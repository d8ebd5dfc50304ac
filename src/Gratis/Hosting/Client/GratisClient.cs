using System.Runtime.CompilerServices;
using Gratis.Hosting.Client.Reading;
using Gratis.Hosting.Client.Writing;
using Gratis.Hosting.Options;
using Gratis.Wire;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client;

/// <summary>
/// Chat and embeddings over an engine, as <c>Microsoft.Extensions.AI</c> speaks of them. Every call finds its route by itself; where it
/// went stands in the response's additional properties (<see cref="GratisProperties"/>). Safe for any number of threads.
/// </summary>
public sealed class GratisClient : IChatClient, IEmbeddingGenerator<string, Embedding<float>>, IAsyncDisposable
{
    private const string Name = "gratis";

    private readonly bool _ownsHost;
    private readonly string _chatModel;
    private readonly string? _embeddingModel;
    private readonly ChatClientMetadata _chat;
    private readonly EmbeddingGeneratorMetadata _embeddings;

    /// <summary>A client with an engine of its own, which ends with it.</summary>
    /// <param name="options">Providers and everything else; not to be changed afterwards.</param>
    /// <param name="model">What is asked where a call names no model; null: what the options say.</param>
    public GratisClient(GratisOptions options, string? model = null)
        : this(new GratisHost(options), model) => _ownsHost = true;

    /// <summary>A client over an engine that others use too. It does not end with the client.</summary>
    /// <param name="host">The engine.</param>
    /// <param name="model">What is asked where a call names no model; null: what the engine's options say.</param>
    public GratisClient(GratisHost host, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        _chatModel = model ?? host.Options.Model;
        _embeddingModel = model ?? host.Options.EmbeddingModel;
        _chat = new ChatClientMetadata(Name, null, _chatModel);
        _embeddings = new EmbeddingGeneratorMetadata(Name, null, _embeddingModel);
    }

    /// <summary>The engine behind it.</summary>
    public GratisHost Host { get; }

    /// <inheritdoc/>
    /// <exception cref="GratisException">Nobody answered.</exception>
    /// <exception cref="NotSupportedException">A message or tool is of a kind that no model can be sent.</exception>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return CallersContext.Leave(Host.Options.Edges, () => RespondAsync(messages, options, cancellationToken));
    }

    /// <inheritdoc/>
    /// <exception cref="GratisException">Nobody answered, or the stream broke off.</exception>
    /// <exception cref="NotSupportedException">A message or tool is of a kind that no model can be sent.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return StreamAsync(messages, options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="GratisException">Nobody answered, or with other vectors than were asked for.</exception>
    /// <exception cref="InvalidOperationException">No model is named.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        return CallersContext.Leave(Host.Options.Edges, () => EmbedAsync(values, options, cancellationToken));
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _chat
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _embeddings
            : serviceType == typeof(GratisHost) ? Host
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>What is behind the client: its metadata, its engine, itself. Spares its callers to say as which of its interfaces they ask.</summary>
    public TService? GetService<TService>(object? serviceKey = null) => GetService(typeof(TService), serviceKey) is TService service ? service : default;

    /// <summary>Ends the engine, where it is the client's own, without waiting for its store. <see cref="DisposeAsync"/> waits.</summary>
    public void Dispose()
    {
        if (_ownsHost)
            Host.Dispose();
    }

    /// <summary>Ends the engine, where it is the client's own.</summary>
    public ValueTask DisposeAsync() => _ownsHost ? Host.DisposeAsync() : ValueTask.CompletedTask;

    private async Task<ChatResponse> RespondAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancel)
    {
        using var body = ChatBody.Write(messages, options, _chatModel, options?.RawRepresentationFactory?.Invoke(this), streams: false);
        await using var answer = await SendAsync(Operation.Chat, body, cancel);
        return AnswerParser.Read(answer);
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancel)
    {
        GratisAnswer answer;
        using (var body = ChatBody.Write(messages, options, _chatModel, options?.RawRepresentationFactory?.Invoke(this), streams: true))
            answer = await SendAsync(Operation.Chat, body, cancel);
        await using var _ = answer;
        var chunks = new ChunkParser(answer);
        var stream = answer.Pump();
        while (true)
        {
            var read = await stream.ReadAsync(CancellationToken.None);
            var updates = chunks.Take(read.Buffer, out var taken);
            stream.AdvanceTo(taken, read.Buffer.End);
            foreach (var update in updates)
                yield return update;
            if (chunks.Failure is { } broken)
                throw GratisException.Of(broken);
            if (read.IsCompleted)
                break;
        }

        // A stream that its reader ended is no whole one.
        cancel.ThrowIfCancellationRequested();
        if (chunks.End() is { } last)
            yield return last;
        if (chunks.Cost() is { } cost)
            yield return cost;
    }

    private async Task<GeneratedEmbeddings<Embedding<float>>> EmbedAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options, CancellationToken cancel)
    {
        var texts = values as IReadOnlyCollection<string> ?? [.. values];
        if (texts.Count == 0)
            return [];

        var model = options?.ModelId ?? _embeddingModel ?? throw new InvalidOperationException(
            "No embedding model is named. Name it in the call, the client or GratisOptions.EmbeddingModel: vectors of different models cannot be compared, so none is chosen for you.");
        using var body = EmbeddingBody.Write(texts, options, model, options?.RawRepresentationFactory?.Invoke(this));
        await using var answer = await SendAsync(Operation.Embeddings, body, cancel);
        return EmbeddingParser.Read(answer, texts.Count, options?.Dimensions);
    }

    /// <summary>An answer, or the exception for there being none.</summary>
    private async Task<GratisAnswer> SendAsync(Operation operation, RequestBody body, CancellationToken cancel)
    {
        var answer = await Host.SendAsync(new GratisRequest(operation, body.Written), cancel);
        if (answer.Error is not { } error)
            return answer;
        await answer.DisposeAsync();
        throw GratisException.Of(error);
    }
}
