using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Sessions;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Quotas;
using Gratis.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Tests.Access;

/// <summary>A bare server with one endpoint for each policy, and one that has none.</summary>
internal sealed class PolicyHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    private PolicyHost(WebApplication app) => _app = app;

    /// <summary>On loopback, with neither client keys nor an admin token.</summary>
    public static AccessSnapshot Rules { get; } = new() { ClientKeys = [], AdminToken = null, IsLoopback = true };

    public static async Task<PolicyHost> StartAsync(AccessSnapshot rules)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var access = new AccessControl(rules);
        var owner = new OwnerProof(
            access, new ConsoleSessions(new NoSettings(), access, TimeProvider.System), new SignInLinks(access, TimeProvider.System),
            new FailedTokens(TimeProvider.System), new QuotaLedger(TimeProvider.System), NullLoggerFactory.Instance);
        builder.Services.AddSingleton(access).AddSingleton(owner);
        var app = builder.Build();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.MapGet("/open", Ok).WithMetadata(new AccessRequirement(AccessPolicy.Open));
        app.MapGet("/data", Ok).WithMetadata(new AccessRequirement(AccessPolicy.DataPlane));
        app.MapGet("/admin", Ok).WithMetadata(new AccessRequirement(AccessPolicy.Admin));
        app.MapGet("/nobody-said", Ok);
        await app.StartAsync();
        return new PolicyHost(app);
    }

    public async Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _app.Urls.First() + path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Nobody signs in here.</summary>
    private sealed class NoSettings : ISettingsStore
    {
        public ValueTask<Setting?> Find(string key, CancellationToken cancellation) => default;

        public ValueTask<IReadOnlyList<Setting>> FindAll(string prefix, CancellationToken cancellation) => new([]);

        public ValueTask<Setting> Save(string key, string value, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<bool> Add(string key, string value, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<bool> Remove(string key, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private static Task Ok(HttpContext context) => context.Response.WriteAsync("ok");
}
