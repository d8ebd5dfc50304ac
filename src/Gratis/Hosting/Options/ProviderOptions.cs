using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Catalog;

namespace Gratis.Hosting.Options;

/// <summary>What the owner says of one provider; null means: take it from the built-in facts.</summary>
public sealed class ProviderOptions
{
    /// <summary>Where its OpenAI-compatible API lives.</summary>
    [Description("Base URL of the OpenAI-compatible API, up to and including the version segment.")]
    public string? BaseUrl { get; set; }

    /// <summary>False where the address came over the API: then a private one is dialled only with <see cref="Local"/>.</summary>
    internal bool IsAddressVouched { get; set; } = true;

    /// <summary>One key.</summary>
    [Description("The API key. Use ${ENV} rather than the key itself.")]
    [PasswordPropertyText(true)]
    public string? ApiKey { get; set; }

    /// <summary>Several keys: each is an account with the full limits.</summary>
    [Description("Several API keys: each is an account of its own with the full limits below.")]
    [PasswordPropertyText(true)]
    public IList<string> ApiKeys { get; } = [];

    /// <summary>How free models are recognised.</summary>
    [Description("Which of its models are free: all, none (you pay: built-in grants do not bind), price (default), suffix (':free') or list (only models with free: true).")]
    public FreeRule? Free { get; set; }

    /// <summary>Own hardware: dialled at private addresses, never counted as free tier.</summary>
    [Description("true: your own hardware. Private addresses are dialled; its models never count as a free tier.")]
    public bool? Local { get; set; }

    /// <summary>Where it serves from.</summary>
    [Description("Where it serves from, for X-Gateway-Require: region: two letters of a country, eu, global or local.")]
    public string? Region { get; set; }

    /// <summary>Whether what it is sent may be trained on.</summary>
    [Description("Whether it may train on what your account sends, for privacy: no_training. Nobody's word for it counts as yes.")]
    public bool? TrainsOnPrompts { get; set; }

    /// <summary>Limits of each account.</summary>
    [Description("Limits of each account over all its models. One replaces every built-in limit of its kind and window.")]
    public LimitOptions? Limits { get; set; }

    /// <summary>Its models. Given: these are all it has, unless discovery names it too.</summary>
    [Description("Its models. When given, these are all it has, unless discovery.providers names it too.")]
    public IList<ModelOptions> Models { get; } = [];

    /// <summary>Whether its routes take part in virtual models.</summary>
    [Description("false: only reachable as provider/model, never through a virtual model.")]
    public bool? ExposeToVirtualModels { get; set; }

    /// <summary>How the key travels.</summary>
    [Description("How the key is sent: bearer (default), header, query or none.")]
    public AuthStyle? Auth { get; set; }

    /// <summary>Header or query parameter that carries the key when <see cref="Auth"/> is header or query.</summary>
    [Description("Name of the header or query parameter that carries the key when auth is header or query.")]
    public string? AuthName { get; set; }

    /// <summary>Headers added to every call.</summary>
    [Description("Headers added to every call to this provider.")]
    [PasswordPropertyText(true)]
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Request parameters the provider rejects: they are dropped and named in a header.</summary>
    [Description("Request parameters this provider rejects. They are dropped and named in X-Gateway-Dropped-Params.")]
    public IList<string> RejectedParameters { get; } = [];

    /// <summary>Whether it accepts stream_options.include_usage.</summary>
    [Description("Whether it accepts stream_options.include_usage (default true).")]
    public bool? StreamUsage { get; set; }

    /// <summary>User-Agent sent to it.</summary>
    [Description("User-Agent sent to it; default: the client's own product, else gratis/<version>.")]
    public string? UserAgent { get; set; }

    /// <summary>Overrides of the request deadlines, in seconds.</summary>
    [Description("Seconds to connect, overriding server.connect_timeout_seconds.")]
    [Range(0, 86_400, MinimumIsExclusive = true)]
    public double? ConnectTimeoutSeconds { get; set; }

    /// <summary>Seconds to the first token.</summary>
    [Description("Seconds to the first token, overriding server.first_token_timeout_seconds.")]
    [Range(0, 86_400, MinimumIsExclusive = true)]
    public double? FirstTokenTimeoutSeconds { get; set; }

    /// <summary>Seconds between two bytes.</summary>
    [Description("Seconds between two bytes, overriding server.idle_timeout_seconds.")]
    [Range(0, 86_400, MinimumIsExclusive = true)]
    public double? IdleTimeoutSeconds { get; set; }

    /// <summary>Seconds one attempt at it may take.</summary>
    [Description("Seconds one attempt may take; server.request_timeout_seconds still bounds the whole request.")]
    [Range(0, 86_400, MinimumIsExclusive = true)]
    public double? RequestTimeoutSeconds { get; set; }
}
