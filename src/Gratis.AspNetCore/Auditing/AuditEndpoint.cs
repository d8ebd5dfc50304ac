using System.Globalization;
using System.Text.Json;
using Gratis.Stores;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Auditing;

/// <summary><c>GET /admin/api/audit</c>: what was done, newest first.</summary>
internal sealed class AuditEndpoint(IAuditLog entries)
{
    public const string Path = "/admin/api/audit";

    private const int UsualLimit = 100;
    private const int MostLimit = 1000;

    public async Task ListAsync(HttpContext context)
    {
        if (!TryNumber(context.Request.Query, "limit", UsualLimit, MostLimit, out var limit))
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest($"limit must be a whole number from 1 to {MostLimit}.", "limit"));
            return;
        }

        if (!TryNumber(context.Request.Query, "before", long.MaxValue, long.MaxValue, out var before))
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest("before must be the next of an earlier answer.", "before"));
            return;
        }

        // One more than is asked for: it tells whether there is a next page.
        var found = await entries.Read(before, (int)limit + 1, context.RequestAborted);
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var entry in found.Take((int)limit))
            Write(json, entry);
        json.WriteEndArray();
        json.WriteString("next", found.Count > limit ? Text(found[(int)limit - 1].Id) : null);
        json.WriteEndObject();
    }

    private static bool TryNumber(IQueryCollection query, string name, long otherwise, long most, out long number)
    {
        number = otherwise;
        return !query.ContainsKey(name)
            || (long.TryParse(query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most);
    }

    private static void Write(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", Text(entry.Id));
        json.WriteInstant("at", entry.At);
        json.WriteString("who", entry.Who);
        json.WriteString("remote", entry.Remote);
        json.WriteString("action", entry.Action);
        json.WriteString("method", entry.Method);
        json.WriteString("path", entry.Path);
        json.WriteString("target", entry.Target);
        json.WriteAmount("status", entry.Status);
        json.WriteString("detail", entry.Detail);
        json.WriteEndObject();
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
