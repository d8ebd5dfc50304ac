using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore;

/// <summary>A JSON body written straight into the response.</summary>
internal static class JsonResponse
{
    public static Utf8JsonWriter Begin(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return new Utf8JsonWriter(context.Response.BodyWriter);
    }

    /// <summary>An instant in UTC, ISO 8601; null where nobody knows.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } instant)
            json.WriteString(name, instant.UtcDateTime);
        else
            json.WriteNull(name);
    }

    /// <summary>A whole number; null where there is none.</summary>
    public static void WriteAmount(this Utf8JsonWriter json, string name, long? amount)
    {
        if (amount is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
