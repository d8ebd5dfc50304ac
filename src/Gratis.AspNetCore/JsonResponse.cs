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
}
