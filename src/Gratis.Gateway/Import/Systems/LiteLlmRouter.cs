using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;
using Gratis.Gateway.Import.Reading;

namespace Gratis.Gateway.Import.Systems;

/// <summary>LiteLLM's <c>router_settings</c>, and what older configs have of them under <c>litellm_settings</c>.</summary>
internal sealed class LiteLlmRouter(Workbench bench)
{
    private readonly List<(string From, string To)> _fallbacks = [];
    private readonly List<string> _everybodys = [];
    private readonly List<(string Alias, string Group, int Line)> _aliases = [];
    private long? _allowedFails;
    private double? _cooldown;

    /// <summary>Who is asked first, of all pools.</summary>
    public string Strategy { get; private set; } = "weighted";

    public void Read(Section? router, Section? settings)
    {
        if (settings is not null)
        {
            settings.LeaveOut("routing_strategy", "LiteLLM reads it under router_settings only, and so it was left out.");
            settings.Ignore("drop_params", "set_verbose", "json_logs", "telemetry", "modify_params", "turn_off_message_logging");
            Common(settings);
            settings.Close();
        }

        if (router is null)
            return;
        ReadStrategy(router);
        foreach (var entry in router.Sub("model_group_alias")?.Rest() ?? [])
        {
            if ((entry.Value as ScalarNode ?? (entry.Value as MapNode)?.Find("model") as ScalarNode) is { } group)
                _aliases.Add((entry.Key, group.Text, entry.At.Line));
        }

        Common(router);
        foreach (var key in (ReadOnlySpan<string>)["redis_host", "redis_port", "redis_password", "redis_url"])
            router.LeaveOut(key, "several gateways share storage.postgres here; left out.");

        // The window of every model is heeded here in any case.
        router.Ignore("enable_pre_call_checks");
        router.Close();
    }

    /// <summary>Puts all of it into the pools.</summary>
    public void Apply()
    {
        var pools = bench.Draft.Pools;
        foreach (var (alias, group, line) in _aliases)
        {
            if (!pools.TryGetValue(group, out var meant))
            {
                bench.Remark(line, alias, $"there is no group {group}; left out.");
                continue;
            }

            var pool = new DraftPool(line) { Strategy = meant.Strategy };
            foreach (var (route, weight) in meant.Targets)
                pool.Targets.Add(route, weight);
            if (!pools.TryAdd(alias, pool))
                bench.Remark(line, alias, "a group of that name is there already; left out.");
            else
                _fallbacks.AddRange(_fallbacks.Where(pair => pair.From.Equals(group, StringComparison.OrdinalIgnoreCase)).Select(pair => (alias, pair.To)).ToArray());
        }

        foreach (var (name, pool) in pools)
        {
            pool.AllowedFails = _allowedFails;
            pool.CooldownTime = _cooldown;
            var own = _fallbacks.Where(pair => pair.From.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.To);
            foreach (var fallback in own.Concat(_everybodys.Contains(name) ? [] : _everybodys))
            {
                if (!pool.Fallback.Contains(fallback, StringComparer.OrdinalIgnoreCase) && !fallback.Equals(name, StringComparison.OrdinalIgnoreCase))
                    pool.Fallback.Add(fallback);
            }
        }

        foreach (var (from, _) in _fallbacks.Where(pair => !pools.ContainsKey(pair.From)))
            bench.Remark(0, $"fallback of {from}", "there is no such group; left out.");
        if (pools.TryGetValue("paid-tools", out var paid))
            bench.Remark(paid.Line, "paid-tools", "spends here only with spill.enabled and spill.monthly_budget_usd; until then nothing is paid for.");
    }

    private void ReadStrategy(Section router)
    {
        switch (router.Text("routing_strategy"))
        {
            case null or "simple-shuffle":
                break;
            case "least-busy":
                Strategy = "round_robin";
                router.Remark("routing_strategy", "least-busy is round_robin here; a route whose limit of concurrent calls is reached is passed over.");
                break;
            case "latency-based-routing" or "latency-based-routing-v2" or "cost-based-routing":
                Strategy = "ranked";
                router.Remark("routing_strategy", "is ranked here: by quality, how calls went and how fast.");
                break;
            case "usage-based-routing" or "usage-based-routing-v2":
                router.Remark("routing_strategy", "is weighted here; what is left of every quota is booked and heeded in any case.");
                break;
            case var other:
                router.Remark("routing_strategy", $"{other} is none that LiteLLM documents; it became weighted.");
                break;
        }

        router.Ignore("routing_strategy_args");
    }

    private void Common(Section section)
    {
        // There, one failure more than that sets a deployment aside.
        if (section.Whole("allowed_fails", 0, 999) is { } fails)
            _allowedFails = fails + 1;
        if (section.Seconds("cooldown_time") is >= 1 and var cooldown)
            _cooldown = cooldown;
        foreach (var key in (ReadOnlySpan<string>)["request_timeout", "timeout"])
        {
            if (section.Seconds(key) is { } timeout)
                bench.Draft.Server["request_timeout_seconds"] = DraftValue.Of(timeout);
        }

        ReadFallbacks(section);
        section.LeaveOut("num_retries", "a failed call goes to another route here, server.max_attempts in all; left out.");
        section.LeaveOut("retry_after", "a route rests as long as its answer says; left out.");
        section.LeaveOut("stream_timeout", "streams are bounded by first_token_timeout_seconds and idle_timeout_seconds here; left out.");
        section.LeaveOut("context_window_fallbacks", "a request that is too long goes to a larger window by itself; left out.");
        section.LeaveOut("content_policy_fallbacks", "a filtered answer is tried elsewhere by itself; left out.");
    }

    private void ReadFallbacks(Section section)
    {
        switch (section.Take("fallbacks"))
        {
            case ListNode list:
                foreach (var item in list.Items)
                    ReadFallback(section, item);
                break;
            case { } node:
                ReadFallback(section, node);
                break;
        }

        _everybodys.AddRange(section.Scalars("default_fallbacks").Select(one => one.Text));
    }

    private void ReadFallback(Section section, ConfigNode node)
    {
        if (node is not MapNode map)
        {
            bench.Remark(node.Origin.Line, section.NameOf("fallbacks"), "is no mapping of a group to its fallbacks; left out.");
            return;
        }

        foreach (var entry in map.Entries)
        {
            foreach (var to in entry.Value is ListNode list ? list.Items : [entry.Value])
            {
                if (to is not ScalarNode { IsAbsent: false } scalar)
                    bench.Remark(to.Origin.Line, section.NameOf("fallbacks"), "a fallback with a request of its own has no counterpart here; left out.");
                else if (entry.Key == "*")
                    _everybodys.Add(scalar.Text);
                else
                    _fallbacks.Add((entry.Key, scalar.Text));
            }
        }
    }
}
