using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Reads a whole chat answer. The engine has found it good already: it is JSON, and it says something.</summary>
internal static class AnswerParser
{
    public static ChatResponse Read(GratisAnswer answer)
    {
        var message = new ChatMessage { Role = ChatRole.Assistant };
        var parser = new MessageParser();
        var envelope = Envelope.Read(answer.Body.Span, parser, message.Contents);
        var id = envelope.Id ?? answer.RequestId;
        parser.Finish(message.Contents, id);
        message.MessageId = id;
        message.CreatedAt = envelope.Created;
        return new ChatResponse(message)
        {
            ResponseId = id,
            ModelId = envelope.Model ?? answer.Model,
            CreatedAt = envelope.Created,
            FinishReason = envelope.Finish,
            Usage = envelope.Usage,
            AdditionalProperties = GratisProperties.Of(answer),
        };
    }
}
