using System.Text.Json;
using Gratis.AspNetCore.Auditing;
using Gratis.AspNetCore.DataPlane;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore;

/// <summary>JSON bodies of the owner: small, rare, and refused whole when any of it is not as it should be.</summary>
internal static class OwnerBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>What the body says; null when it was refused, and then that is answered.</summary>
    /// <param name="context">The request.</param>
    /// <param name="engine">Knows how large and how slow a body may be.</param>
    /// <param name="read">Makes something of it, or throws a <see cref="FormatException"/> that says what is wrong.</param>
    /// <param name="otherwise">What an empty body says; null: it is refused.</param>
    public static async ValueTask<T?> ReadAsync<T>(HttpContext context, GratisEngine engine, Func<JsonElement, T> read, T? otherwise = null)
        where T : class
    {
        var (body, unreadable) = await RequestBodyReader.ReadAsync(context.Request, engine.Limits, engine.Time);
        using (body)
        {
            if (body is { Length: 0 } && otherwise is not null)
                return otherwise;

            string? fault = null;
            var said = body is null ? null : Parse(body.Written, Noted, out fault);
            if (said is null && (unreadable ?? (fault is null ? null : GatewayError.InvalidRequest(fault))) is { } refusal)
                await ErrorResponse.WriteAsync(context, refusal);
            return said;
        }

        T Noted(JsonElement said)
        {
            var meant = read(said);
            AuditNotes.Said(context, said);
            return meant;
        }
    }

    /// <summary>A boolean, or null for JSON's own null.</summary>
    public static bool? TriState(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw new FormatException($"{member.Name} must be true, false or null."),
    };

    private static T? Parse<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read, out string? fault)
        where T : class
    {
        try
        {
            CheckText(body.Span);
            using var document = JsonDocument.Parse(body, Strict);
            var said = read(document.RootElement);
            fault = null;
            return said;
        }
        catch (JsonException broken)
        {
            fault = "The body is not JSON: " + broken.Message;
        }
        catch (FormatException wrong)
        {
            fault = wrong.Message;
        }

        return null;
    }

    /// <summary>The parser takes text that is no Unicode, and only who reads it finds out.</summary>
    private static void CheckText(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw new FormatException($"The body holds text that is no valid Unicode, at byte {reader.TokenStartIndex}.");
            }
        }
    }
}
