using System.Text.Json;
using Gratis.AspNetCore.Auditing;
using Gratis.Hosting;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Upkeep;

/// <summary><c>/admin/api/backup</c> and <c>/admin/api/restore</c>: the books out as one archive, and back in at the next start.</summary>
internal sealed class BackupEndpoint(GratisEngine engine, IUpkeep upkeep)
{
    public const string BackupPath = "/admin/api/backup";
    public const string RestorePath = "/admin/api/restore";

    // Percent-encoded: headers are no place for every letter.
    private const string PassphraseHeader = "X-Gateway-Passphrase";

    public async Task BackUpAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, ReadWish, new BackupWish()) is not { } wish)
            return;
        AuditNotes.Call(context, "backup");
        var (file, refusal) = await upkeep.BackUpAsync(wish, context.RequestAborted);
        if (file is null)
        {
            await ErrorResponse.WriteAsync(context, refusal!);
            return;
        }

        try
        {
            context.Response.ContentType = "application/zip";
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
            context.Response.ContentLength = new FileInfo(file.Path).Length;
            await context.Response.SendFileAsync(file.Path, context.RequestAborted);
        }
        finally
        {
            File.Delete(file.Path);
        }
    }

    public Task GetAsync(HttpContext context) => AnswerAsync(context);

    public async Task StageAsync(HttpContext context)
    {
        AuditNotes.Call(context, "restore");
        var passphrase = context.Request.Headers[PassphraseHeader].ToString() is { Length: > 0 } sent ? Uri.UnescapeDataString(sent) : null;
        if (await upkeep.StageAsync(context.Request.Body, passphrase, context.RequestAborted) is { } refusal)
            await ErrorResponse.WriteAsync(context, refusal);
        else
            await AnswerAsync(context);
    }

    public Task ForgetAsync(HttpContext context)
    {
        upkeep.Forget();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        await using var json = JsonResponse.Begin(context);
        json.WriteStartObject();
        if (upkeep.Waiting is { } waiting)
        {
            json.WriteStartObject("waiting");
            json.WriteString("version", waiting.Version);
            json.WriteInstant("created", waiting.Created);
            json.WriteBoolean("with_secrets", waiting.HasSecrets);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("waiting");
        }

        json.WriteEndObject();
    }

    private static BackupWish ReadWish(JsonElement body)
    {
        var wish = new BackupWish();
        if (body.ValueKind != JsonValueKind.Object)
            throw new FormatException("The body must be an object: {\"config\": true, \"passphrase\": null}.");
        foreach (var member in body.EnumerateObject())
        {
            wish = member.Name switch
            {
                "config" => wish with { IsWithConfig = OwnerBody.TriState(member) ?? false },
                "passphrase" when member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null => wish with { Passphrase = member.Value.GetString() },
                "passphrase" => throw new FormatException("passphrase must be a text, or null for no secrets."),
                _ => throw new FormatException($"There is no {member.Name} here; config and passphrase are known."),
            };
        }

        return wish;
    }
}
