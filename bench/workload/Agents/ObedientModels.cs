using System.Text;
using System.Text.Json.Nodes;

namespace Gratis.Workload.Agents;

/// <summary>
/// The simulator's models know schemas as a parameter or not at all. Real ones can read: told one in words they follow it nine times in
/// ten, mostly with a fence around it. Nothing else of an answer changes.
/// </summary>
internal sealed class ObedientModels(HttpMessageHandler inner, int seed) : DelegatingHandler(inner)
{
    /// <summary>The member of a request that asks for JSON under a schema.</summary>
    public const string Format = """
        "response_format":{"type":"json_schema","json_schema":{"name":"record","strict":true,"schema":{"type":"object","properties":{"title":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},"score":{"type":"integer"}},"required":["title","tags","score"],"additionalProperties":false}}},
        """;

    private const double Obedience = 0.9;
    private const string Record = """{"title":"a record","tags":["one","two"],"score":7}""";

    private static readonly byte[] InWords = Encoding.UTF8.GetBytes("valid under the JSON Schema");

    private readonly Random _dice = new(seed);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isTold = request.Content is { } body && (await body.ReadAsByteArrayAsync(cancellationToken)).AsSpan().IndexOf(InWords) >= 0;
        var response = await base.SendAsync(request, cancellationToken);
        if (!isTold || !response.IsSuccessStatusCode || _dice.NextDouble() >= Obedience)
            return response;

        var said = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        if (said["choices"]?[0]?["message"] is not JsonObject message)
            return response;
        message["content"] = _dice.Next(3) == 0 ? Record : $"```json\n{Record}\n```";
        response.Content = new StringContent(said.ToJsonString(), Encoding.UTF8, "application/json");
        return response;
    }
}
