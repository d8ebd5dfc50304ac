using Gratis.AspNetCore.Quotas;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Quotas;

/// <summary>The pools as JSON, in the shape of <c>GET /admin/api/quotas</c>.</summary>
internal static class QuotasJson
{
    public static void Write(TextWriter output, IEnumerable<StoredQuota> pools) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("pools");
        foreach (var pool in pools)
            PoolJson.Write(json, pool.Report, pool.Client);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
