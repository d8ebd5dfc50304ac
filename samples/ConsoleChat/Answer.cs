using Gratis.Hosting.Client;
using Microsoft.Extensions.AI;

namespace ConsoleChat;

/// <summary>One answer on the terminal.</summary>
internal static class Answer
{
    /// <summary>Writes the words as they come, and behind them who said them.</summary>
    public static async Task<ChatResponse> ShowAsync(GratisClient client, IReadOnlyList<ChatMessage> conversation, CancellationToken cancel)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(conversation, cancellationToken: cancel))
        {
            Console.Write(update.Text);
            updates.Add(update);
        }

        var response = updates.ToChatResponse();
        Console.WriteLine();
        Console.WriteLine($"[{response.AdditionalProperties?[GratisProperties.Trail]}, {response.Usage?.OutputTokenCount} tokens]");
        return response;
    }
}
