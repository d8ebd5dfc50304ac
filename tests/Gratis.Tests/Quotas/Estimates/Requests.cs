using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

/// <summary>Facts of requests that nobody had to write down.</summary>
internal static class Requests
{
    public static RequestFacts Chat(int bytes, int messages = 1, int? max = null, int choices = 1, int images = 0, int toolBytes = 0) =>
        new(new RequestTally
        {
            Operation = Operation.Chat,
            TextBytes = bytes,
            MessageCount = messages,
            MaxTokens = max,
            Choices = choices,
            ImageCount = images,
            ToolBytes = toolBytes,
        });

    public static RequestFacts Embeddings(int bytes, int inputs) =>
        new(new RequestTally { Operation = Operation.Embeddings, TextBytes = bytes, InputCount = inputs });

    public static RequestFacts Rerank(int bytes, int documents) =>
        new(new RequestTally { Operation = Operation.Rerank, TextBytes = bytes, DocumentCount = documents });

    public static Usage Used(long? input, long? output) => new(input, output, null);
}
