using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;
using Gratis.Gateway.Import.Reading;

namespace Gratis.Gateway.Import.Systems;

/// <summary>BillJr99/llmproxy: providers with filters, what is believed free, limits by model, favourites.</summary>
internal sealed class LlmProxyImport(Workbench bench)
{
    private static readonly (string Theirs, string Ours)[] LimitNames =
        [("requests_per_minute", "rpm"), ("requests_per_day", "rpd"), ("tokens_per_minute", "tpm"), ("tokens_per_day", "tpd")];

    public void Read(MapNode root)
    {
        var config = new Section(root, "", bench);
        foreach (var (name, provider) in config.Named("providers"))
            Provider(name, provider);
        Models(config, "favorite_free_models", bench.Draft.Favorites);
        foreach (var key in (ReadOnlySpan<string>)["believed_free", "known_free"])
            Models(config, key, bench.Draft.BelievedFree);
        foreach (var (model, limits) in config.Named("free_limits"))
            LimitsOf(model, limits);
        foreach (var entry in config.Sub("model_capabilities")?.Rest() ?? [])
            CapabilitiesOf(entry);
        Server(config.Sub("server"));
        if (config.Sub("admin") is { } admin)
        {
            if (admin.Scalar("token") is { } token)
                bench.Draft.AdminToken = bench.Keys.Take(token, "GRATIS_ADMIN_TOKEN", "the admin token");
            if (admin.Flag("enabled") == false)
                admin.Remark("enabled", "the admin API is always there, behind its token.");
            admin.Close();
        }

        config.LeaveOut("model_reasoning", "tiers are read from names, sizes and benchmarks here; left out.");
        config.LeaveOut("cost_observed_free_tier", "costs are seen and remembered here by themselves; left out.");
        config.LeaveOut("flagship_tier", "flagship is the head of the ranking here; left out.");
        config.LeaveOut("fusion", "there is no fusion of answers here; left out.");
        config.LeaveOut("free_tier", "lists are read every few hours here; left out.");
        config.Close();
    }

    private void Provider(string name, Section provider)
    {
        var address = provider.Value("base_url");
        switch (provider.Text("protocol"))
        {
            case null or "" or "openai":
                break;
            case "gemini":
                // Google's own format; the same models are at its OpenAI-compatible address, which is built in.
                provider.Remark("protocol", "gemini's own format is not spoken here; its OpenAI-compatible address is used.");
                (name, address) = ("gemini", null);
                break;
            case var other:
                provider.Remark("protocol", $"{other} is not spoken here, only the format of OpenAI; the provider was left out.");
                return;
        }

        if (!bench.Shelf.TryPut(name, address, out var draft, out var id))
        {
            bench.Remark(provider.Line, provider.Path, "has no base_url and is no provider that is known; left out.");
            return;
        }

        // Own hardware takes any key, and wants none.
        var isKeyless = bench.Facts.TryFind(id, out var known) && known.Local;
        foreach (var key in (IEnumerable<ScalarNode?>)[provider.Scalar("api_key"), .. provider.Scalars("api_keys")])
        {
            if (key is not null && !isKeyless)
                bench.Shelf.AddKey(id, draft, key);
        }

        foreach (var account in provider.Items("accounts"))
        {
            if (account.Scalar("api_key") is { } key)
                bench.Shelf.AddKey(id, draft, key);
        }

        if (provider.Take("model_filter") is ListNode filter)
            Filter(provider, filter, draft);
        if (provider.Flag("expose_to_virtual_models") == false)
            draft.Values["expose_to_virtual_models"] = DraftValue.Of(false);
        if (provider.Sub("free_allowance") is { } allowance)
            Limits(allowance, draft.Limits);
        provider.LeaveOut("account_strategy", "keys take turns by what is left of their quotas here; left out.");
        foreach (var key in (ReadOnlySpan<string>)["models_url", "models_id_field", "models_keep_task"])
            provider.LeaveOut(key, "where a known provider lists its models is built in; left out.");
        provider.Close();
    }

    private static void Filter(Section provider, ListNode filter, DraftProvider draft)
    {
        if (filter.Items.IsEmpty)
        {
            draft.Values["expose_to_virtual_models"] = DraftValue.Of(false);
            provider.Remark("model_filter", "is empty, which lets no model pass; here the provider is only kept out of virtual models.");
        }

        foreach (var model in filter.Items.OfType<ScalarNode>())
            draft.Models.TryAdd(model.Text, new DraftModel());
    }

    private void Models(Section config, string key, List<string> into)
    {
        foreach (var entry in config.Scalars(key))
        {
            var model = Translated(entry.Text);
            if (!into.Contains(model, StringComparer.OrdinalIgnoreCase))
                into.Add(model);
        }
    }

    /// <summary>With the provider's id here, where it is named.</summary>
    private string Translated(string model)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && bench.Shelf.IdOf(model[..slash]) is { } id ? id + model[slash..] : model;
    }

    private void LimitsOf(string model, Section limits)
    {
        if (ModelOf(model) is { } draft)
            Limits(limits, draft.Limits);
        else
            bench.Remark(limits.Line, limits.Path, "its provider's models are found by themselves, with the limits that are built in or that it tells; left out.");
    }

    private static void Limits(Section limits, OrderedDictionary<string, DraftValue> into)
    {
        foreach (var (theirs, ours) in LimitNames)
        {
            if (limits.Whole(theirs, 1, 1_000_000_000_000) is { } limit)
                into[ours] = DraftValue.Of(limit);
        }

        limits.Close();
    }

    private void CapabilitiesOf(MapEntry entry)
    {
        if (entry.Value is not ListNode list)
            return;
        if (ModelOf(entry.Key) is not { } draft)
        {
            bench.Remark(entry.At.Line, "model_capabilities." + entry.Key, "its provider's list and what is built in say what it can do; left out.");
            return;
        }

        foreach (var word in list.Items.OfType<ScalarNode>())
        {
            var name = word.Text == "json" ? "structured_output" : word.Text;
            if (name is "tools" or "vision" or "reasoning" or "structured_output")
                draft.Values[name] = DraftValue.Of(true);
            else
                bench.Remark(word.Origin.Line, "model_capabilities." + entry.Key, $"{word.Text} is no capability here; left out.");
        }
    }

    /// <summary>A model that the draft lists; where a provider has no filter, its models are nobody's to list.</summary>
    private DraftModel? ModelOf(string model)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && bench.Shelf.IdOf(model[..slash]) is { } id && bench.Draft.Providers.TryGetValue(id, out var provider)
            && provider.Models.FirstOrDefault(entry => entry.Key.Equals(model[(slash + 1)..], StringComparison.OrdinalIgnoreCase)) is { Value: { } draft }
            ? draft
            : null;
    }

    private void Server(Section? server)
    {
        if (server is null)
            return;
        bench.Place(server);
        foreach (var (theirs, ours) in (ReadOnlySpan<(string, string)>)
            [("request_timeout", "request_timeout_seconds"), ("stream_timeout", "idle_timeout_seconds"), ("saturation_cooldown_seconds", "cooldown_seconds")])
        {
            if (server.Seconds(theirs) is { } seconds)
                bench.Draft.Server[ours] = DraftValue.Of(seconds);
        }

        if (server.Flag("allow_implicit_paid") == true)
            server.Remark("allow_implicit_paid", "money needs spill.enabled and spill.monthly_budget_usd here; left out.");
        server.Ignore("log_level", "third_party_log_level", "workers", "threads", "models_cache_ttl");
        server.Close();
    }
}
