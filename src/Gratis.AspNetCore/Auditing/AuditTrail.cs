using Gratis.AspNetCore.Access;
using Gratis.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gratis.AspNetCore.Auditing;

/// <summary>Writes down what is done to the gateway. A disk that refuses an entry takes nothing back: the change is made, and the log says what is missing.</summary>
internal sealed partial class AuditTrail(IAuditLog entries, TimeProvider time, ILoggerFactory logs)
{
    public const string Change = "change";
    public const string SignIn = "sign_in";
    public const string SignOut = "sign_out";
    public const string Reload = "reload";

    private const int LongestText = 500;

    private readonly ILogger _log = logs.CreateLogger("Gratis.Audit");

    /// <summary>The owner changed something over the API.</summary>
    public Task ChangedAsync(HttpContext context, AuditNotes notes) => AddAsync(EntryOf(context, Caller.Of(context)?.Who ?? "unknown", notes.Action) with
    {
        Target = Short(notes.Target ?? RouteTarget.Of(context)),
        Detail = Short(notes.Detail),
    });

    /// <summary>Somebody signed in, or was not let in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="who">By what: <c>token</c>, <c>link</c>, or <c>unknown</c>.</param>
    /// <param name="status">What is answered.</param>
    public Task SignedInAsync(HttpContext context, string who, int status) => AddAsync(EntryOf(context, who, SignIn) with { Status = status });

    /// <summary>The config file was changed, and is in force.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="version">Its number since the start.</param>
    public Task ReloadedAsync(string? file, int version) => AddAsync(new AuditEntry
    {
        At = time.GetUtcNow(),
        Who = "file",
        Action = Reload,
        Target = Short(file),
        Detail = $"version {version}",
    });

    private async Task AddAsync(AuditEntry entry)
    {
        try
        {
            await entries.Append(entry, CancellationToken.None);
        }
        catch (StorageException unusable)
        {
            NotWritten(_log, unusable, entry.Action, entry.Method, entry.Path);
        }
    }

    private AuditEntry EntryOf(HttpContext context, string who, string action) => new()
    {
        At = time.GetUtcNow(),
        Who = who,
        Remote = context.Connection.RemoteIpAddress?.ToString(),
        Action = action,
        Method = context.Request.Method,
        Path = Short(context.Request.Path.Value),
        Status = context.Response.StatusCode,
    };

    private static string? Short(string? text) => text is { Length: > LongestText } ? text[..LongestText] + "…" : text;

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "This {Action} is made, but could not be written to the audit log: {Method} {Path}")]
    private static partial void NotWritten(ILogger log, Exception failure, string action, string? method, string? path);
}
