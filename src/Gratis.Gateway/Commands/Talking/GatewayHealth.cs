using System.Text.Json;

namespace Gratis.Gateway.Commands.Talking;

/// <summary>A gateway of ours that answers at an address.</summary>
/// <param name="Version">Its version.</param>
/// <param name="IsDemo">Simulated providers answer there.</param>
internal sealed record GatewayHealth(string Version, bool IsDemo)
{
    // As much as /health says, many times over: whoever is there may be anybody.
    private const int MostBytes = 16_384;

    /// <summary>Asks who is there; null where nobody is, or somebody else.</summary>
    public static async Task<GatewayHealth?> FindAsync(HttpMessageInvoker http, Uri gateway, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, "/health"));
            using var response = await http.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode)
                return null;
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var bytes = new byte[MostBytes];
            var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token);
            return read < MostBytes ? Read(bytes.AsMemory(0, read)) : null;
        }
        catch (Exception nobody) when (!cancel.IsCancellationRequested && nobody is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return null;
        }
    }

    private static GatewayHealth? Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement is { ValueKind: JsonValueKind.Object } said
            && said.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String && status.ValueEquals("ok")
            && said.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String
            && said.TryGetProperty("demo", out var demo) && demo.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new GatewayHealth(version.GetString()!, demo.GetBoolean())
            : null;
    }
}
