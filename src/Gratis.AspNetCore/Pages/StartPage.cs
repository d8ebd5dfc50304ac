using System.Text;
using System.Text.Encodings.Web;
using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Status;
using Gratis.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Pages;

/// <summary>What every page says where the web console was not built: what runs, what is configured, how to get the console. Plain HTML that needs nothing.</summary>
internal sealed class StartPage(GratisEngine engine, GatewayStatus status, AccessControl access)
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}
        pre{padding:1rem;overflow:auto;border:1px solid #8886;border-radius:.5rem}.demo{border-left:.3rem solid #d80;padding-left:1rem}
        table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #8884}
        """;

    public async Task InvokeAsync(HttpContext context)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Gratis</title><style>")
            .Append(Style).Append("</style></head><body><main><h1>Gratis</h1><p>Version ").Append(GatewayVersion.Text)
            .Append(" is running. One OpenAI-compatible endpoint over every free tier you have a key for.</p>");
        if (status.IsDemo)
            page.Append("<p class=demo><strong>Demo mode.</strong> The answers come from simulated providers. Set a provider key, or add one to gratis.yaml, and it ends.</p>");

        // On a public address a stranger learns nothing of the owner's providers from here.
        if (access.Current.IsLoopback)
            DescribeProviders(page);
        DescribeNextSteps(page, $"{context.Request.Scheme}://{context.Request.Host}");
        page.Append("<h2>The web console</h2><p>This gateway was built without it. Install <a href='https://nodejs.org'>Node.js</a> 20.19 or newer and build again; ")
            .Append("a warning of the build says what else is missing. Released packages and images carry it.</p>");
        page.Append("</main></body></html>");

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(page.ToString(), context.RequestAborted);
    }

    private void DescribeProviders(StringBuilder page)
    {
        var catalog = engine.Routes.Catalog;
        if (catalog.Providers.Count == 0)
        {
            page.Append("<h2>No provider yet</h2><p>Set one key and start again, for example <code>OPENROUTER_API_KEY</code>.</p>");
            return;
        }

        page.Append("<h2>Configured</h2><table><thead><tr><th>Provider</th><th>Accounts</th><th>Routes</th></tr></thead><tbody>");
        foreach (var provider in catalog.Providers)
        {
            var routes = catalog.Routes.Count(r => r.Provider == provider);
            page.Append("<tr><td>").Append(Html(provider.Id)).Append("</td><td>").Append(provider.Accounts.Count(a => a.HasKey))
                .Append("</td><td>").Append(provider.IsOpenEnded ? "any, by name" : routes.ToString(null, null)).Append("</td></tr>");
        }

        page.Append("</tbody></table>");
        foreach (var error in status.ConfigErrors)
            page.Append("<p class=demo>").Append(Html(error)).Append("</p>");
    }

    private void DescribeNextSteps(StringBuilder page, string address)
    {
        var auth = access.Current.ClientKeys.Count > 0 ? " \\\n  -H 'Authorization: Bearer YOUR_KEY'" : "";
        page.Append("<h2>Next</h2><p>Ask it something:</p><pre>").Append(Html($$"""
            curl {{address}}/v1/chat/completions \
              -H 'Content-Type: application/json'{{auth}} \
              -d '{"model":"auto","messages":[{"role":"user","content":"Hello!"}]}'
            """)).Append("</pre><p>Or point any OpenAI client at <code>").Append(Html(address)).Append("/v1</code>. The models are at <code>/v1/models</code>.</p>");
    }

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
