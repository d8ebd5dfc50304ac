using Gratis.AspNetCore;

namespace Gratis.Gateway.Serving;

/// <summary>Kestrel and the pipeline in front of the endpoints.</summary>
internal static class WebServer
{
    public static WebApplication Build(ListenAddress address, ILoggerFactory logs, Action<IServiceCollection> addServices)
    {
        // Empty: nothing is read from appsettings or ASPNETCORE_ variables, there is one config and it is ours.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address.Url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddSingleton(logs);
        builder.Services.AddRoutingCore();
        addServices(builder.Services);

        var app = builder.Build();
        app.UseGratis();
        app.MapGateway();
        return app;
    }
}
