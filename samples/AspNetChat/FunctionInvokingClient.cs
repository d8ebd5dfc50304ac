using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AspNetChat;

/// <summary>Calls the functions that a model asks for and tells it what they gave, until it answers in words.</summary>
internal sealed class FunctionInvokingClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <summary>A model that asks on and on is at last given nothing to ask for.</summary>
    private const int MostRounds = 5;

    /// <summary>A whole answer is a stream that was collected: there is one way, for both.</summary>
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <summary>Everything on the way, the calls and what they gave too.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> conversation = [.. messages];
        for (var round = 1; round <= MostRounds; round++)
        {
            var updates = new List<ChatResponseUpdate>();
            await foreach (var update in InnerClient.GetStreamingResponseAsync(conversation, round < MostRounds ? options : WithoutTools(options), cancellationToken))
            {
                updates.Add(update);
                yield return update;
            }

            var answer = updates.ToChatResponse();
            var results = new List<AIContent>();
            foreach (var call in answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
                results.Add(new FunctionResultContent(call.CallId, await InvokeAsync(call, options, cancellationToken)));
            if (results.Count == 0)
                yield break;

            conversation.AddMessages(answer);
            conversation.Add(new ChatMessage(ChatRole.Tool, results));
            yield return new ChatResponseUpdate(ChatRole.Tool, results);
        }
    }

    private static async Task<object?> InvokeAsync(FunctionCallContent call, ChatOptions? options, CancellationToken cancel)
    {
        if (options?.Tools?.OfType<AIFunction>().FirstOrDefault(function => function.Name == call.Name) is not { } function)
            return $"There is no function '{call.Name}'.";
        try
        {
            return await function.InvokeAsync(new AIFunctionArguments(call.Arguments), cancel);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Broad, for a function may fail in any way; the model chose its arguments and may choose better ones.
            return $"{call.Name} failed: {failed.Message}";
        }
    }

    private static ChatOptions? WithoutTools(ChatOptions? options)
    {
        var clone = options?.Clone();
        clone?.Tools = null;
        return clone;
    }
}
