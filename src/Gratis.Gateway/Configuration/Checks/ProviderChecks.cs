using System.Net;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Hosting.Options;
using Gratis.Upstream;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>One provider: its id, address, key style, headers, models.</summary>
internal static class ProviderChecks
{
    private static readonly string[] Reserved = ["llmproxy", "auto", "free", "gratis"];

    public static void Run(CheckContext context, string id, ProviderOptions provider)
    {
        var path = $"providers.{id}";
        CheckId(context, id, path);
        CheckAddress(context, id, provider, path);
        CheckAccounts(context, id, provider, path);
        if (provider is { Auth: AuthStyle.Header or AuthStyle.Query, AuthName: null } && !context.Knowledge.Knows(id))
            context.Problems.Error(context.At("providers", id, "auth"), $"{path}.auth_name", "is missing: it names the header or parameter that carries the key.");
        if (provider.Region is { } region && !FactsPatterns.IsRegion(region.ToLowerInvariant()))
            context.Problems.Error(context.At("providers", id, "region"), $"{path}.region", "is no region: use two letters such as eu or us, global, or local.");
        foreach (var (name, value) in provider.Headers)
            if (!IsHeader(name, value))
                context.Problems.Error(context.At("providers", id, "headers", name), $"{path}.headers", "has a name or value that HTTP does not allow in a header.");
        LimitChecks.Run(context, provider.Limits, $"{path}.limits", above: null, provider.Models.Select(model => model.Limits));
        CheckModels(context, provider, path);
    }

    private static void CheckId(CheckContext context, string id, string path)
    {
        var at = context.At("providers", id);
        if (id.Length == 0 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.'))
            context.Problems.Error(at, path, "is not a provider id: use lower-case letters, digits, - _ and .");
        else if (Reserved.Contains(id))
            context.Problems.Error(at, path, $"is not free to use: {string.Join(", ", Reserved)} name virtual models. Choose another id.");
    }

    private static void CheckAddress(CheckContext context, string id, ProviderOptions provider, string path)
    {
        if (provider.BaseUrl is null)
        {
            if (!context.Knowledge.Knows(id))
                context.Problems.Error(context.At("providers", id), $"{path}.base_url", $"is missing, and {id} is no built-in provider." + Names.Hint(id, context.Knowledge.ProviderIds));
            return;
        }

        var at = context.At("providers", id, "base_url");
        if (!Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            context.Problems.Error(at, $"{path}.base_url", "must be an absolute http or https address, such as https://api.example/v1.");
        else if (uri.UserInfo.Length > 0)
            context.Problems.Error(at, $"{path}.base_url", "must not carry a user name or password. Use api_key or headers.");
        else if (uri.Fragment.Length > 0 || uri.Query.Length > 0)
            context.Problems.Error(at, $"{path}.base_url", "must end with its path: no ? and no #.");
        else if (provider is { IsAddressVouched: false, Local: not true } && IsPrivate(uri))
            context.Problems.Error(at, $"{path}.base_url", "is a private address. Where an address comes over the API, local: true has to say that it is meant.");
    }

    private static bool IsPrivate(Uri uri) =>
        AddressRule.IsLoopbackSpelling(uri.Host)
        || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && !AddressRule.MayDial(address, isLocal: false, vouchedLoopback: false));

    private static void CheckAccounts(CheckContext context, string id, ProviderOptions provider, string path)
    {
        // The same key twice would double limits that the provider counts once.
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (provider.ApiKey is { } single)
            keys.Add(single);
        foreach (var (key, itemPath, at) in context.Texts("providers", id, "api_keys"))
            if (!keys.Add(key.Trim()))
                context.Problems.Error(at, itemPath, "is a key that is there already; each key is an account of its own.");
        if (provider.Auth == AuthStyle.None && keys.Count > 0)
            context.Problems.Warn(context.At("providers", id, "auth"), $"{path}.auth", "is none, so the keys are not sent.");
    }

    private static void CheckModels(CheckContext context, ProviderOptions provider, string path)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in provider.Models)
        {
            var at = context.Binder.NodeOf(model).Origin;
            if (model.Id.Length > 0 && !ids.Add(model.Id))
                context.Problems.Error(at, $"{path}.models", $"has {model.Id} twice. Keep one of them.");
            if (model is { MaxOutput: { } output, Context: { } window } && output > window)
                context.Problems.Error(at, $"{path}.models", $"has {model.Id} with a max_output larger than its context.");
            LimitChecks.Run(context, model.Limits, $"{path}.models.{model.Id}.limits", provider.Limits, below: []);
        }
    }

    private static bool IsHeader(string name, string value) =>
        name.Length > 0
        && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))
        && !value.Any(c => c is '\r' or '\n' or '\0');
}
