using Microsoft.Extensions.AI;

namespace Gratis.Tests.Hosting.Client;

/// <summary>Middleware as programs put it over a chat client: calls the functions that a model asks for, and goes on until it answers.</summary>
internal sealed class InvokingClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> conversation = [.. messages];
        while (true)
        {
            var response = await base.GetResponseAsync(conversation, options, cancellationToken);
            conversation.AddRange(response.Messages);
            if (await InvokeAsync(response.Messages, options, cancellationToken) is not { } results)
                return response;
            conversation.Add(results);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> conversation = [.. messages];
        while (true)
        {
            List<ChatResponseUpdate> updates = [];
            await foreach (var update in base.GetStreamingResponseAsync(conversation, options, cancellationToken))
            {
                updates.Add(update);
                yield return update;
            }

            var response = updates.ToChatResponse();
            conversation.AddRange(response.Messages);
            if (await InvokeAsync(response.Messages, options, cancellationToken) is not { } results)
                yield break;
            conversation.Add(results);
        }
    }

    private static async Task<ChatMessage?> InvokeAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancel)
    {
        var results = new List<AIContent>();
        foreach (var call in messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
        {
            var function = options!.Tools!.OfType<AIFunction>().Single(tool => tool.Name == call.Name);
            results.Add(new FunctionResultContent(call.CallId, await function.InvokeAsync(new AIFunctionArguments(call.Arguments), cancel)));
        }

        return results.Count == 0 ? null : new ChatMessage(ChatRole.Tool, results);
    }
}
