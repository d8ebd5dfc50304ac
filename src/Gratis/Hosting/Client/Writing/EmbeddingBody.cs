using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Writing;

/// <summary>Texts and options as the JSON of an embeddings request.</summary>
internal static class EmbeddingBody
{
    /// <param name="texts">What is to be embedded.</param>
    /// <param name="options">What the call asks for.</param>
    /// <param name="model">Whose vectors are wanted.</param>
    /// <param name="raw">What the caller wants in the body as it is.</param>
    public static RequestBody Write(IReadOnlyCollection<string> texts, EmbeddingGenerationOptions? options, string model, object? raw)
    {
        var body = new RequestBody();
        try
        {
            using var json = body.Begin();
            json.WriteStartObject();
            var members = new Members(json);
            members.WriteRaw(raw);
            members.Write("model", model);
            if (members.Begin("input"))
            {
                json.WriteStartArray();
                foreach (var text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
            }

            members.Write("dimensions", options?.Dimensions);
            members.WriteAll(options?.AdditionalProperties);
            json.WriteEndObject();
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}
