using System.Collections.Immutable;
using Gratis.Catalog.Limits;

namespace Gratis.Catalog.Facts;

/// <summary>Reads one file of facts, strictly: whatever it does not know is an error that names file, line and key.</summary>
internal static class FactsReader
{
    private static readonly string[] Keys =
    [
        "as_of", "confidence", "source", "id", "name", "aliases", "tier", "note", "home", "keys_url", "base_url", "base_url_variables",
        "local", "keyless", "auth", "env", "headers", "paths", "rejected_parameters", "stream_usage", "timeouts",
        "quotas", "counting", "balance", "rate_headers",
        "listing", "models_dev", "free", "web_search", "data", "region", "needs", "permanence",
    ];

    /// <summary>Reads a provider from YAML; the file is named after its id.</summary>
    /// <exception cref="FormatException">The file is not as it should be.</exception>
    public static ProviderFacts Read(string file, TextReader yaml)
    {
        var root = new FactsNode(file, FactsYaml.Parse(file, yaml));
        root.AllowOnly(Keys);

        var id = root.Text("id", FactsPatterns.IsName, "lower case letters, digits and single dashes");
        if (file != $"{id}.yaml")
        {
            throw root.Error("id", $"'{id}' belongs into {id}.yaml");
        }

        var local = root.Flag("local");
        var baseUrl = root.Text("base_url");
        var variables = root.Map("base_url_variables")?.Texts() ?? [];
        CheckBaseUrl(root, baseUrl, variables, local);

        var evidence = new FactsEvidence(root.Date("as_of"), (FactsConfidence)root.Choice("confidence", "low", "medium", "high"), root.Text("source"));
        var free = FreeFactsReader.Read(root, evidence);
        return new ProviderFacts
        {
            Evidence = evidence,
            Id = id,
            Name = root.Text("name"),
            Aliases = root.List("aliases", FactsPatterns.IsName, "lower case letters, digits and single dashes"),
            Tier = (ProviderTier)root.Choice("tier", "none", "credits", "standing"),
            Note = root.TextOrNull("note"),
            Home = root.HttpsUrl("home"),
            KeysUrl = root.Has("keys_url") ? root.HttpsUrl("keys_url") : null,
            BaseUrl = baseUrl,
            BaseUrlVariables = variables,
            EnvironmentVariables = root.List("env", FactsPatterns.IsVariable, "upper case letters, digits and underscores"),
            Local = local,
            Keyless = root.Flag("keyless"),
            Key = root.Map("auth") is { } auth ? Key(auth) : KeyFacts.Bearer,
            Headers = root.Map("headers")?.Texts() ?? [],
            Paths = root.Map("paths") is { } paths ? Paths(paths) : PathFacts.Default,
            RejectedParameters = root.List("rejected_parameters", FactsPatterns.IsParameter, "the name of a request parameter"),
            StreamUsage = root.Flag("stream_usage", fallback: true),
            FirstTokenTimeout = root.Map("timeouts") is { } timeouts ? Timeouts(timeouts) : null,
            Quotas = [.. root.Maps("quotas").Select(quota => QuotaFactsReader.Read(quota, evidence))],
            Counting = root.Map("counting") is { } counting ? QuotaFactsReader.Counting(counting) : CallCounting.Default,
            Balance = root.Map("balance") is { } balance ? QuotaFactsReader.Balance(balance) : null,
            RateHeaders = TermsReader.RateHeaders(root),
            ModelsDev = root.TextOrNull("models_dev"),
            Listing = ListingFactsReader.Read(root, evidence),
            Free = free.Value,
            FreeEvidence = free.Evidence,
            WebSearch = WebSearchFactsReader.Read(root, evidence),
            Data = TermsReader.Data(root, evidence),
            Region = TermsReader.Region(root, evidence),
            Needs = TermsReader.Needs(root, evidence),
            Permanence = TermsReader.Lasts(root, evidence),
        };
    }

    private static void CheckBaseUrl(FactsNode root, string baseUrl, ImmutableArray<KeyValuePair<string, string>> variables, bool local)
    {
        var url = baseUrl;
        foreach (var (placeholder, variable) in variables)
        {
            var filled = url.Replace($"{{{placeholder}}}", "x", StringComparison.Ordinal);
            if (filled == url || !FactsPatterns.IsParameter(placeholder) || !FactsPatterns.IsVariable(variable))
            {
                throw root.Error("base_url_variables", $"'{placeholder}: {variable}' must name a {{placeholder}} of base_url and an environment variable");
            }

            url = filled;
        }

        if (url.AsSpan().ContainsAny('{', '}'))
        {
            throw root.Error("base_url", "every {placeholder} needs its environment variable in base_url_variables");
        }

        if (!(local ? FactsPatterns.IsLoopbackUrl(url) : FactsPatterns.IsHttpsUrl(url)) || url.AsSpan().ContainsAny('?', '#') || url.EndsWith('/'))
        {
            throw root.Error("base_url", $"'{baseUrl}' must be {(local ? "http:// at a loopback address" : "https://")}, without query and without a slash at the end");
        }
    }

    private static KeyFacts Key(FactsNode auth)
    {
        auth.AllowOnly("style", "name", "anonymous");
        var key = new KeyFacts((AuthStyle)auth.Choice("style", "bearer", "header", "query", "none"), auth.TextOrNull("name"), auth.TextOrNull("anonymous"));
        return (key.Style is AuthStyle.Header or AuthStyle.Query) == (key.Name is not null)
            ? key
            : throw auth.Error("style", "the styles header and query need a name, the others take none");
    }

    private static PathFacts Paths(FactsNode paths)
    {
        paths.AllowOnly("chat", "embeddings", "rerank");
        return new PathFacts(
            paths.Path("chat", PathFacts.Default.Chat) ?? throw paths.Error("chat", "a provider without chat has no place here"),
            paths.Path("embeddings", PathFacts.Default.Embeddings),
            paths.Path("rerank", PathFacts.Default.Rerank));
    }

    private static TimeSpan? Timeouts(FactsNode timeouts)
    {
        timeouts.AllowOnly("first_token_seconds");
        return TimeSpan.FromSeconds(timeouts.Number("first_token_seconds", 1, 600));
    }
}
