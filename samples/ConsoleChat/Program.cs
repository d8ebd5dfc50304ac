using ConsoleChat;
using Gratis.Hosting.Client;
using Microsoft.Extensions.AI;

// ConsoleChat                                       every provider whose key is in the environment
// ConsoleChat --url URL --model MODEL [--key KEY]   an OpenAI-compatible endpoint of your own
if (Arguments.Read(args) is not { } asked)
{
    Console.Error.WriteLine("Expected nothing, or --url URL --model MODEL [--key KEY].");
    return 2;
}

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupt.Cancel();
};

await using var client = new GratisClient(asked.ToOptions(), asked.Model);
var conversation = new List<ChatMessage>();
Console.WriteLine("Say something; an empty line ends it.");
while (Console.ReadLine() is { Length: > 0 } line)
{
    conversation.Add(new(ChatRole.User, line));
    try
    {
        conversation.AddMessages(await Answer.ShowAsync(client, conversation, interrupt.Token));
    }
    catch (GratisException failure)
    {
        Console.Error.WriteLine($"{failure.Code}: {failure.Message} ({failure.Trail})");
    }
    catch (OperationCanceledException)
    {
        break;
    }
}

return 0;
