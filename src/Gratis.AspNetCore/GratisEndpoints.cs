using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Accounts;
using Gratis.AspNetCore.Auditing;
using Gratis.AspNetCore.Catalogue;
using Gratis.AspNetCore.ClientKeys;
using Gratis.AspNetCore.Configuration;
using Gratis.AspNetCore.DataPlane;
using Gratis.AspNetCore.Diagnosis;
using Gratis.AspNetCore.Explain;
using Gratis.AspNetCore.Favorites;
using Gratis.AspNetCore.Live;
using Gratis.AspNetCore.Models;
using Gratis.AspNetCore.OpenApi;
using Gratis.AspNetCore.Pages;
using Gratis.AspNetCore.Providers;
using Gratis.AspNetCore.Quotas;
using Gratis.AspNetCore.Requests;
using Gratis.AspNetCore.Sessions;
using Gratis.AspNetCore.Status;
using Gratis.AspNetCore.StreamRoute;
using Gratis.AspNetCore.Upkeep;
using Gratis.AspNetCore.Usage;
using Gratis.AspNetCore.WebSearch;
using Gratis.Catalog.Facts;
using Gratis.Discovery;
using Gratis.Hosting;
using Gratis.Hosting.Accounts;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Diagnosis;
using Gratis.Stores;
using Gratis.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.AspNetCore;

/// <summary>Maps the HTTP surface. Every endpoint names its policy here, and nowhere else.</summary>
internal static class GratisEndpoints
{
    public static void MapGateway(this IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var engine = services.GetRequiredService<GratisEngine>();
        var access = services.GetRequiredService<AccessControl>();
        var status = services.GetRequiredService<GatewayStatus>();

        Post(app, "/v1/chat/completions", AccessPolicy.DataPlane, new DataPlaneEndpoint(Operation.Chat, engine).InvokeAsync);
        Post(app, "/v1/chat/completions/stream-route", AccessPolicy.DataPlane, new DataPlaneEndpoint(Operation.Chat, engine, new LiveDelivery()).InvokeAsync);
        Post(app, ExplainEndpoint.Path, AccessPolicy.DataPlane, new ExplainEndpoint(engine).InvokeAsync);
        Post(app, WebSearchRequest.Path, AccessPolicy.DataPlane, new DataPlaneEndpoint(Operation.Chat, engine, PlainDelivery.Instance, searchesWeb: true).InvokeAsync);
        Post(app, "/v1/embeddings", AccessPolicy.DataPlane, new DataPlaneEndpoint(Operation.Embeddings, engine).InvokeAsync);
        Post(app, "/v1/rerank", AccessPolicy.DataPlane, new DataPlaneEndpoint(Operation.Rerank, engine).InvokeAsync);

        var models = new ModelsEndpoint(engine);
        Get(app, "/v1/models", AccessPolicy.DataPlane, models.ListAsync);
        Get(app, "/v1/models/{**id}", AccessPolicy.DataPlane, models.GetAsync);
        Get(app, "/v1/providers/status", AccessPolicy.DataPlane, new ProviderStatusEndpoint(engine).InvokeAsync);

        var health = new HealthEndpoints(engine, status);
        Get(app, "/health", AccessPolicy.Open, health.LiveAsync);
        Get(app, "/health/ready", AccessPolicy.Open, health.ReadyAsync);
        foreach (var (pattern, page) in SitePages.Of(services.GetRequiredService<ConsoleFiles>(), new StartPage(engine, status, access)))
            Get(app, pattern, AccessPolicy.Open, page);

        var quotas = new QuotasEndpoint(engine, access, services.GetRequiredService<IQuotaHistory>());
        Admin(app, HttpMethods.Get, "/admin/api/quotas", quotas.ListAsync);
        Admin(app, HttpMethods.Get, "/admin/api/quotas/history", quotas.HistoryAsync);

        var keys = new ClientKeysEndpoint(access, services.GetRequiredService<IssuedKeys>(), engine);
        Admin(app, HttpMethods.Get, ClientKeysEndpoint.Path, keys.ListAsync);
        Admin(app, HttpMethods.Post, ClientKeysEndpoint.Path, keys.IssueAsync);
        Admin(app, HttpMethods.Put, ClientKeysEndpoint.Path + "/{id}", keys.UpdateAsync);
        Admin(app, HttpMethods.Delete, ClientKeysEndpoint.Path + "/{id}", keys.RevokeAsync);
        Admin(app, HttpMethods.Post, ClientKeysEndpoint.Path + "/{id}/rotate", keys.RotateAsync);

        MapAccounts(app, engine, services);
        MapCatalogue(app, engine, services);
        MapDiagnosis(app, engine, services);
        MapOwner(app, engine, services);
        MapRequests(app, engine, services);
    }

    private static void MapOwner(IEndpointRouteBuilder app, GratisEngine engine, IServiceProvider services)
    {
        var sessions = services.GetRequiredService<ConsoleSessions>();
        var session = new SessionEndpoint(
            engine, services.GetRequiredService<OwnerProof>(), sessions, services.GetRequiredService<SignInLinks>(),
            services.GetRequiredService<AuditTrail>(), services.GetRequiredService<GatewayStatus>());
        Post(app, SessionEndpoint.Path, AccessPolicy.Open, AdminRequests.Guard(session.SignInAsync));
        Admin(app, HttpMethods.Get, SessionEndpoint.Path, session.GetAsync);
        Admin(app, HttpMethods.Delete, SessionEndpoint.Path, session.SignOutAsync);
        Admin(app, HttpMethods.Post, SessionEndpoint.LinkPath, session.MakeLinkAsync);
        Admin(app, HttpMethods.Post, AdminTokenEndpoint.RotatePath, new AdminTokenEndpoint(services.GetRequiredService<IAdminTokenKeeper>(), sessions).RotateAsync);
        Admin(app, HttpMethods.Get, AuditEndpoint.Path, new AuditEndpoint(services.GetRequiredService<IAuditLog>()).ListAsync);
        MapUpkeep(app, engine, services.GetRequiredService<IUpkeep>());
        Get(app, OpenApiEndpoint.Path, AccessPolicy.Open, new OpenApiEndpoint().InvokeAsync);
    }

    private static void MapUpkeep(IEndpointRouteBuilder app, GratisEngine engine, IUpkeep upkeep)
    {
        var backup = new BackupEndpoint(engine, upkeep);
        Admin(app, HttpMethods.Post, BackupEndpoint.BackupPath, backup.BackUpAsync);
        Admin(app, HttpMethods.Get, BackupEndpoint.RestorePath, backup.GetAsync);
        Admin(app, HttpMethods.Post, BackupEndpoint.RestorePath, backup.StageAsync);
        Admin(app, HttpMethods.Delete, BackupEndpoint.RestorePath, backup.ForgetAsync);
        Admin(app, HttpMethods.Post, ImportEndpoint.Path, new ImportEndpoint(engine, upkeep).InvokeAsync);
    }

    private static void MapAccounts(IEndpointRouteBuilder app, GratisEngine engine, IServiceProvider services)
    {
        var desk = services.GetRequiredService<AccountDesk>();
        var accounts = new AccountsEndpoint(engine, desk, services.GetRequiredService<AccountTester>());
        Admin(app, HttpMethods.Get, AccountsEndpoint.Path, accounts.ListAsync);
        Admin(app, HttpMethods.Post, AccountsEndpoint.Path, accounts.AddAsync);
        Admin(app, HttpMethods.Patch, AccountsEndpoint.Path + "/{id}", accounts.PatchAsync);
        Admin(app, HttpMethods.Delete, AccountsEndpoint.Path + "/{id}", accounts.RemoveAsync);
        Admin(app, HttpMethods.Post, AccountsEndpoint.Path + "/{id}/rotate", accounts.RotateAsync);
        Admin(app, HttpMethods.Post, AccountsEndpoint.Path + "/{id}/test", accounts.TestAsync);
        Admin(app, HttpMethods.Get, ProvidersEndpoint.Path, new ProvidersEndpoint(engine, services.GetRequiredService<BuiltInFacts>(), desk, services.GetRequiredService<GatewayStatus>()).ListAsync);
    }

    private static void MapCatalogue(IEndpointRouteBuilder app, GratisEngine engine, IServiceProvider services)
    {
        var (keeper, edits) = (services.GetRequiredService<CatalogKeeper>(), services.GetRequiredService<OwnerEdits>());

        var routes = new GatewayModelsEndpoint(engine, keeper, edits);
        Get(app, GatewayModelsEndpoint.Path, AccessPolicy.DataPlane, routes.ListAsync);
        Admin(app, HttpMethods.Put, GatewayModelsEndpoint.Path, routes.ArrangeAsync);
        Admin(app, HttpMethods.Post, GatewayModelsEndpoint.Path + "/reset", routes.ResetAsync);
        Admin(app, HttpMethods.Post, GatewayModelsEndpoint.Path + "/auto-rank", routes.RerankAsync);
        Admin(app, HttpMethods.Post, GatewayModelsEndpoint.Path + "/{**path}", new RouteSwitchEndpoint(engine, keeper, edits).InvokeAsync);

        var route = new RouteEditEndpoint(engine, keeper, edits);
        Admin(app, HttpMethods.Get, RouteEditEndpoint.Path, route.GetAsync);
        Admin(app, HttpMethods.Put, RouteEditEndpoint.Path, route.PutAsync);

        var favorites = new FavoritesEndpoint(engine, keeper, edits);
        Admin(app, HttpMethods.Get, FavoritesEndpoint.Path, favorites.GetAsync);
        Admin(app, HttpMethods.Put, FavoritesEndpoint.Path, favorites.PutAsync);

        var config = new ConfigEndpoint(engine, services.GetRequiredService<ConfigDoors>(), keeper, edits);
        Admin(app, HttpMethods.Get, ConfigEndpoint.Path, config.GetAsync);
        Admin(app, HttpMethods.Patch, ConfigEndpoint.Path, config.PatchAsync);
        Admin(app, HttpMethods.Get, ConfigEndpoint.Path + "/schema", config.SchemaAsync);

        var lists = new DiscoveryEndpoint(engine, keeper, services.GetRequiredService<DiscoveryService>());
        Admin(app, HttpMethods.Get, DiscoveryEndpoint.Path, lists.GetAsync);
        Admin(app, HttpMethods.Post, DiscoveryEndpoint.Path + "/refresh", lists.RefreshAsync);
    }

    private static void MapDiagnosis(IEndpointRouteBuilder app, GratisEngine engine, IServiceProvider services)
    {
        var diagnosis = new DiagnosisEndpoint(services.GetRequiredService<DiagnosisService>(), engine);
        Get(app, DiagnosisEndpoint.Path, AccessPolicy.DataPlane, diagnosis.GetAsync);
        Admin(app, HttpMethods.Post, DiagnosisEndpoint.Path + "/refresh", diagnosis.RefreshAsync);
        Admin(app, HttpMethods.Post, DiagnosisEndpoint.Path + "/apply", diagnosis.ApplyAsync);
        Admin(app, HttpMethods.Post, DiagnosisEndpoint.Path + "/dismiss", diagnosis.DismissAsync);
        app.Map(RouteProbePath.Pattern, AdminRequests.Guard(diagnosis.ProbeAsync)).WithMetadata(new HttpMethodMetadata([HttpMethods.Post]), new AccessRequirement(AccessPolicy.Admin));
    }

    private static void MapRequests(IEndpointRouteBuilder app, GratisEngine engine, IServiceProvider services)
    {
        var store = services.GetService<IRequestLogStore>() ?? new NoRequestLog();
        var requests = new RequestsEndpoint(new RequestHistory(engine.Log, store));
        Admin(app, HttpMethods.Get, RequestsEndpoint.Path, requests.ListAsync);
        Admin(app, HttpMethods.Get, RequestsEndpoint.Path + "/export", requests.ExportAsync);
        Admin(app, HttpMethods.Get, RequestsEndpoint.Path + "/{id}", requests.GetAsync);
        Admin(app, HttpMethods.Get, LiveEndpoint.Path, new LiveEndpoint(engine).InvokeAsync);
        Admin(app, HttpMethods.Get, UsageEndpoint.Path, new UsageEndpoint(engine, store).InvokeAsync);
        Admin(app, HttpMethods.Get, OverviewEndpoint.Path,
            new OverviewEndpoint(engine, store, services.GetRequiredService<CatalogKeeper>(), services.GetRequiredService<DiagnosisService>()).InvokeAsync);
    }

    private static void Get(IEndpointRouteBuilder app, string path, AccessPolicy policy, RequestDelegate handler) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], handler).WithMetadata(new AccessRequirement(policy));

    private static void Post(IEndpointRouteBuilder app, string path, AccessPolicy policy, RequestDelegate handler) =>
        app.MapPost(path, handler).WithMetadata(new AccessRequirement(policy));

    private static void Admin(IEndpointRouteBuilder app, string method, string path, RequestDelegate handler) =>
        app.MapMethods(path, [method], AdminRequests.Guard(handler)).WithMetadata(new AccessRequirement(AccessPolicy.Admin));
}
