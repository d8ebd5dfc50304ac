using System.Text;
using System.Text.Json;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>What the owner does with the admin token.</summary>
internal static class Owner
{
    public const string Token = "owner-token";

    private static readonly (string Name, string Value) Authorization = ("Authorization", "Bearer " + Token);

    public static Task<Reply> OwnerAsync(this TestGateway gateway, HttpMethod method, string path, string? json = null) =>
        gateway.SendAsync(method, path, json is null ? null : Encoding.UTF8.GetBytes(json), Authorization);

    /// <summary>Issues a key and returns its id and its secret.</summary>
    public static async Task<(string Id, string Secret)> IssueAsync(this TestGateway gateway, string json)
    {
        var issued = await gateway.OwnerAsync(HttpMethod.Post, "/admin/api/client-keys", json);
        issued.Status.ShouldBe(201, issued.Text);
        return (issued.Json.GetProperty("id").GetString()!, issued.Json.GetProperty("key").GetString()!);
    }

    /// <summary>One quota pool as the owner sees it.</summary>
    public static async Task<JsonElement> PoolAsync(this TestGateway gateway, string id) =>
        (await gateway.OwnerAsync(HttpMethod.Get, "/admin/api/quotas?all=true")).ShouldBeServed().Json.GetProperty("pools").EnumerateArray()
            .Single(pool => pool.GetProperty("id").GetString() == id);

    /// <summary>Looks again and again until a pool is as it should be: what ends a call may end a moment after its client has heard of it.</summary>
    public static async Task<JsonElement> PoolSoonAsync(this TestGateway gateway, string id, Func<JsonElement, bool> isReached)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var pool = await gateway.PoolAsync(id);
            if (isReached(pool))
                return pool;
            (TimeProvider.System.GetElapsedTime(began) < Bounded.Patience).ShouldBeTrue(pool.ToString());
        }
    }
}
