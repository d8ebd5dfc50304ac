using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Auditing;

/// <summary>What an endpoint says for the audit log while it changes something. None has to: what a request itself tells is noted anyway.</summary>
internal sealed class AuditNotes
{
    public string Action { get; private set; } = AuditTrail.Change;

    public string? Target { get; private set; }

    public string? Detail { get; private set; }

    /// <summary>Names what is changed, and perhaps says more of it. Nothing secret belongs here.</summary>
    /// <param name="context">The request.</param>
    /// <param name="target">Its id.</param>
    /// <param name="detail">More, for people.</param>
    public static void About(HttpContext context, string target, string? detail = null)
    {
        if (context.Features.Get<AuditNotes>() is { } notes)
            (notes.Target, notes.Detail) = (target, detail ?? notes.Detail);
    }

    /// <summary>Calls the change something else.</summary>
    public static void Call(HttpContext context, string action)
    {
        if (context.Features.Get<AuditNotes>() is { } notes)
            notes.Action = action;
    }

    /// <summary>Notes what the body says, as far as it can be no secret.</summary>
    public static void Said(HttpContext context, JsonElement body)
    {
        if (context.Features.Get<AuditNotes>() is { } notes)
            notes.Detail ??= BodyOutline.Of(body);
    }
}
