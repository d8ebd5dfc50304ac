using Gratis.AspNetCore.Accounts;
using Gratis.AspNetCore.Status;
using Gratis.Catalog.Facts;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Providers;

/// <summary><c>GET /admin/api/providers</c>: every provider that is known, what it gives and asks for, and how it stands.</summary>
internal sealed class ProvidersEndpoint(GratisEngine engine, BuiltInFacts facts, AccountDesk desk, GatewayStatus status)
{
    public const string Path = "/admin/api/providers";

    public async Task ListAsync(HttpContext context)
    {
        var rows = ProviderRow.All(facts, desk.Asked, desk.Register.List(), engine, status);
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var row in rows)
            ProviderJson.Write(json, row, row.Facts is null ? [] : facts.ModelsOf(row.Id));
        json.WriteEndArray();

        // There are as many as are built in and configured: one piece holds them all.
        json.WriteNull("next");
        json.WriteEndObject();
    }
}
