using System.Runtime.CompilerServices;
using Gratis.Hosting.Client;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.AI;

namespace AspNetChat;

/// <summary>A conversation so far.</summary>
internal sealed record Conversation(IReadOnlyList<Turn> Turns)
{
    public IEnumerable<ChatMessage> Messages => Turns.Select(turn => new ChatMessage(turn.IsMine ? ChatRole.User : ChatRole.Assistant, turn.Text));
}

/// <summary>What one side said.</summary>
internal sealed record Turn(bool IsMine, string Text);

/// <summary>What the page is told: <c>text</c>, a <c>call</c> and its <c>result</c>, the <c>route</c> that answers, or an <c>error</c>.</summary>
internal sealed record ChatEvent(string Kind, string Text);

/// <summary><c>POST /chat</c>: a conversation in, its answer out as server-sent events.</summary>
internal static class ChatEndpoint
{
    public static Results<ServerSentEventsResult<ChatEvent>, BadRequest<string>> Answer(Conversation conversation, IChatClient chat, Functions functions, CancellationToken cancel)
    {
        if (conversation.Turns is not [.., { IsMine: true }])
            return TypedResults.BadRequest("Expected turns, the last of them yours.");
        var updates = chat.GetStreamingResponseAsync(conversation.Messages, new ChatOptions { Tools = functions.All }, cancel);
        return TypedResults.ServerSentEvents(EventsAsync(updates, cancel));
    }

    /// <summary>The status has left with the first event, so a failure is an event too.</summary>
    private static async IAsyncEnumerable<ChatEvent> EventsAsync(IAsyncEnumerable<ChatResponseUpdate> updates, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var each = updates.GetAsyncEnumerator(cancel);
        string? failure = null;
        while (failure is null)
        {
            try
            {
                if (!await each.MoveNextAsync())
                    yield break;
            }
            catch (GratisException failed)
            {
                failure = $"{failed.Code}: {failed.Message}";
                continue;
            }

            foreach (var said in Of(each.Current))
                yield return said;
        }

        yield return new ChatEvent("error", failure);
    }

    private static IEnumerable<ChatEvent> Of(ChatResponseUpdate update)
    {
        if (update.AdditionalProperties?.TryGetValue(GratisProperties.Trail, out string? trail) is true)
            yield return new ChatEvent("route", trail);
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent { Text.Length: > 0 } words:
                    yield return new ChatEvent("text", words.Text);
                    break;
                case FunctionCallContent call:
                    yield return new ChatEvent("call", $"{call.Name}({string.Join(", ", call.Arguments?.Values ?? [])})");
                    break;
                case FunctionResultContent result:
                    yield return new ChatEvent("result", $"{result.Result}");
                    break;
            }
        }
    }
}
