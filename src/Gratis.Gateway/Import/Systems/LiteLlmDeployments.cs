using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;
using Gratis.Gateway.Import.Reading;

namespace Gratis.Gateway.Import.Systems;

/// <summary>Reads the entries of <c>model_list</c>: which provider and model each is, with which key and limits.</summary>
internal sealed class LiteLlmDeployments(Workbench bench)
{
    /// <summary>The group of an entry and the deployment; null where it cannot be one here, and then why is told.</summary>
    public (string Group, LiteLlmDeployment Deployment)? Read(Section entry)
    {
        if (entry.Text("model_name") is not { Length: > 0 } group || entry.Sub("litellm_params") is not { } given || given.Scalar("model") is not { } model)
        {
            bench.Remark(entry.Line, entry.Path, "has no model_name and litellm_params.model; left out.");
            return null;
        }

        var found = Provider(given, model.Text);
        if (found is not var (id, provider, upstream))
            return null;
        if (group.Contains('*', StringComparison.Ordinal) || upstream.Contains('*', StringComparison.Ordinal))
        {
            bench.Remark(entry.Line, group, $"patterns are no groups here; ask for {id}/MODEL, which always works.");
            return null;
        }

        var about = entry.Sub("model_info");
        if (Kind(about, group) is not { } kind)
            return null;

        var deployment = new LiteLlmDeployment($"{id}/{upstream}", entry.Line)
        {
            Weight = Number(given, "weight"),
            Order = Number(given, "order") ?? (about is null ? null : Number(about, "order")),
            Rpm = Number(given, "rpm") ?? Number(entry, "rpm"),
            Tpm = Number(given, "tpm") ?? Number(entry, "tpm"),
        };
        if (bench.Facts.TryFind(id, out _))
            KnownModel(given, deployment);
        else
            OwnModel(given, about, provider, upstream, kind, deployment);
        given.LeaveOut("extra_headers", "headers belong to a provider here (providers.ID.headers); left out, since they may be secret.");
        given.Ignore("drop_params", "max_retries", "num_retries", "timeout", "stream_timeout", "input_cost_per_token", "output_cost_per_token");
        given.Close();
        entry.Ignore("model_info");
        entry.Close();
        return (group, deployment);
    }

    private (string Id, DraftProvider Provider, string Model)? Provider(Section given, string model)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        var prefix = given.Text("custom_llm_provider");
        var upstream = model;
        if (prefix is null && slash > 0)
            (prefix, upstream) = (model[..slash], model[(slash + 1)..]);
        else if (prefix is not null && model.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase))
            upstream = model[(prefix.Length + 1)..];
        prefix ??= LiteLlmProviders.OfBareName(model);

        var address = Address(given, prefix);
        if (prefix is not null && LiteLlmProviders.IsForeign(prefix))
            return Refused($"{prefix} is not spoken here, only the format of OpenAI; left out.");
        if (address is null && LiteLlmProviders.NeedsAddress(prefix))
            return Refused("is at a server of its own, and no api_base says where; left out.");
        if (address is null && (prefix is null || LiteLlmProviders.IdOf(prefix) is null && !bench.Facts.TryFind(prefix, out _)))
            return Refused($"{prefix ?? model} is no provider that is known, and there is no api_base; left out.");
        string? id;
        DraftProvider? provider;
        if (address is { } at && (prefix is null || LiteLlmProviders.IsOpenAiLike(prefix)))
            provider = bench.Shelf.PutAt(at, out id);
        else if (!bench.Shelf.TryPut(LiteLlmProviders.IdOf(prefix!) ?? prefix!, address, out provider, out id))
            return Refused($"{prefix} is no provider that is known; left out.");

        if (given.Scalar("api_key") is { Text.Length: > 0 } key && !(bench.Facts.TryFind(id, out var known) && known.Local))
            bench.Shelf.AddKey(id, provider, key, LiteLlmReference.VariableOf(key));
        return (id, provider, upstream);

        (string, DraftProvider, string)? Refused(string why)
        {
            given.Remark("model", why);
            return null;
        }
    }

    private DraftValue? Address(Section given, string? prefix)
    {
        var written = given.Scalar("api_base") ?? given.Scalar("base_url");
        given.Ignore("base_url");
        if (written is null)
            return null;

        // LiteLLM speaks Ollama's own format at its root; the format of OpenAI is one level below.
        return prefix is "ollama" or "ollama_chat" && LiteLlmReference.VariableOf(written) is null && written.Variables.IsEmpty && !written.Text.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal)
            ? DraftValue.Of(written.Text.TrimEnd('/') + "/v1")
            : LiteLlmReference.Value(written, "the address of a provider", bench);
    }

    private static string? Kind(Section? about, string group)
    {
        switch (about?.Text("mode"))
        {
            case null or "chat" or "completion" or "responses":
                return "chat";
            case "embedding":
                return "embedding";
            case "rerank":
                return "rerank";
            case var other:
                about.Remark("mode", $"{other} is not served here, so the deployment of {group} was left out.");
                return null;
        }
    }

    /// <summary>What is known of a built-in provider stays as it is known.</summary>
    private static void KnownModel(Section given, LiteLlmDeployment deployment)
    {
        if (deployment is { Rpm: not null } or { Tpm: not null } || given.Take("max_parallel_requests") is not null)
            given.Remark(given.Take("rpm") is not null ? "rpm" : given.Take("tpm") is not null ? "tpm" : "max_parallel_requests", $"the limits of {deployment.Route} are built in, and what its answers say counts; left out.");
    }

    private static void OwnModel(Section given, Section? about, DraftProvider provider, string upstream, string kind, LiteLlmDeployment deployment)
    {
        if (!provider.Models.TryGetValue(upstream, out var model))
            provider.Models.Add(upstream, model = new DraftModel());
        if (kind != "chat")
            model.Values["kind"] = DraftValue.Of(kind);
        if (about is not null)
        {
            if (about.Whole("max_input_tokens", 1, int.MaxValue) is { } context)
                model.Values["context"] = DraftValue.Of(context);
            if (about.Whole("max_output_tokens", 1, int.MaxValue) is { } output && !(about.Whole("max_input_tokens", 1, int.MaxValue) < output))
                model.Values["max_output"] = DraftValue.Of(output);
            foreach (var (theirs, ours) in (ReadOnlySpan<(string, string)>)
                [("supports_function_calling", "tools"), ("supports_vision", "vision"), ("supports_response_schema", "structured_output"), ("supports_reasoning", "reasoning")])
            {
                if (about.Flag(theirs) is { } flag)
                    model.Values[ours] = DraftValue.Of(flag);
            }
        }

        foreach (var (name, value) in (ReadOnlySpan<(string, double?)>)[("rpm", deployment.Rpm), ("tpm", deployment.Tpm), ("concurrency", Number(given, "max_parallel_requests"))])
        {
            if (value is >= 1 and <= 1_000_000 and var limit)
                model.Limits[name] = DraftValue.Of((long)limit);
        }
    }

    private static double? Number(Section section, string key) =>
        section.Scalar(key) is { } scalar && Numbers.TryParse(scalar.Text, out double number) && number is >= 0 and < long.MaxValue ? number : null;
}
