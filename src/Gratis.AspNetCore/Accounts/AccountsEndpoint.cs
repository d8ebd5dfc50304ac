using System.Text.Json;
using Gratis.AspNetCore.Catalogue;
using Gratis.Hosting;
using Gratis.Hosting.Accounts;
using Gratis.Stores;
using Gratis.Wire;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Accounts;

/// <summary><c>/admin/api/accounts</c>: the accounts at providers; those of config and environment to read, the stored ones to add, change, try out and remove.</summary>
internal sealed class AccountsEndpoint(GratisEngine engine, AccountDesk desk, AccountTester tester)
{
    public const string Path = "/admin/api/accounts";

    public async Task ListAsync(HttpContext context)
    {
        if (AccountPage.Of(context.Request.Query) is not { } page)
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest($"limit must be a whole number from 1 to {AccountPage.MostRows}.", "limit"));
            return;
        }

        var (rows, next) = page.Cut(desk.Register.List());
        await WriteAsync(context, rows, next);
    }

    public async Task AddAsync(HttpContext context)
    {
        if (await OwnerBody.ReadAsync(context, engine, AccountBody.ReadNew) is not { } asked)
            return;

        var register = desk.Register;
        if (register.ProviderId(asked.Provider) is not { } provider)
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest(
                $"provider '{RouteRequests.Shorten(asked.Provider)}' is not known. GET /admin/api/providers lists those that are; one of your own is described in the config first.", "provider"));
            return;
        }

        if (!register.TakesKeys(provider))
        {
            await ErrorResponse.WriteAsync(context, GatewayError.InvalidRequest($"{provider} takes no key, so there is none to add.", "provider"));
            return;
        }

        var change = await desk.AddAsync(new NewAccounts(provider, asked.Keys, asked.Label), context.RequestAborted);
        if (change.Problem != AccountProblem.None)
        {
            await RefuseAsync(context, change, "");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        var added = change.Accounts.Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
        AccountEntry[] entries = [.. desk.Register.List().Where(entry => added.Contains(entry.Id))];
        if (asked.IsList)
        {
            await WriteAsync(context, entries, next: null);
            return;
        }

        context.Response.Headers.Location = $"{Path}/{change.Accounts[0].Id}";
        await WriteAsync(context, entries[0]);
    }

    public async Task PatchAsync(HttpContext context)
    {
        var id = PathIds.Read(context, "id");
        if (await OwnerBody.ReadAsync(context, engine, AccountBody.ReadPatch) is { } patch)
            await AnswerAsync(context, id, await desk.PatchAsync(id, patch, context.RequestAborted));
    }

    public async Task RotateAsync(HttpContext context)
    {
        var id = PathIds.Read(context, "id");
        if (await OwnerBody.ReadAsync(context, engine, AccountBody.ReadKey) is { } key)
            await AnswerAsync(context, id, await desk.RotateAsync(id, key, context.RequestAborted));
    }

    public async Task RemoveAsync(HttpContext context)
    {
        var id = PathIds.Read(context, "id");
        var change = await desk.RemoveAsync(id, context.RequestAborted);
        if (change.Problem != AccountProblem.None)
            await RefuseAsync(context, change, id);
        else
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task TestAsync(HttpContext context)
    {
        var id = PathIds.Read(context, "id");
        if (desk.Find(id) is not { } entry)
        {
            await RefuseAsync(context, new AccountChange(AccountProblem.Unknown), id);
            return;
        }

        if (await tester.TestAsync(entry.AccountId, context.RequestAborted) is not { } test)
        {
            var health = HealthOf(entry);
            await ErrorResponse.WriteAsync(context, AdminRequests.Conflict("account_not_in_use", $"{id} does not serve, so it cannot be tried out ({health.State}). {health.Reason}"));
            return;
        }

        await using var json = JsonResponse.Begin(context);
        AccountJson.Write(json, test);
    }

    private AccountHealth HealthOf(AccountEntry entry) => AccountStanding.Of(entry, engine.Routes, engine.Health, engine.Time.GetUtcNow());

    private async Task AnswerAsync(HttpContext context, string id, AccountChange change)
    {
        if (change.Problem == AccountProblem.None && desk.Find(id) is { } entry)
            await WriteAsync(context, entry);
        else
            await RefuseAsync(context, change, id);
    }

    private async Task WriteAsync(HttpContext context, AccountEntry entry)
    {
        await using var json = JsonResponse.Begin(context);
        AccountJson.Write(json, entry, HealthOf(entry));
    }

    private async Task WriteAsync(HttpContext context, IReadOnlyList<AccountEntry> entries, string? next)
    {
        await using Utf8JsonWriter json = JsonResponse.Begin(context);
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var entry in entries)
            AccountJson.Write(json, entry, HealthOf(entry));
        json.WriteEndArray();
        json.WriteString("next", next);
        json.WriteEndObject();
    }

    private static Task RefuseAsync(HttpContext context, AccountChange change, string id)
    {
        var words = AccountWords.Describe(change.Problem, RouteRequests.Shorten(id), change.Holder);
        return ErrorResponse.WriteAsync(context, change.Problem switch
        {
            AccountProblem.ReadOnly => AdminRequests.Conflict("read_only", words),
            AccountProblem.KeyIsTaken => AdminRequests.Conflict("key_taken", words),
            AccountProblem.TooMany => AdminRequests.Conflict("too_many_accounts", words),
            _ => AdminRequests.NotFound($"{words} GET {Path} lists them all."),
        });
    }
}
