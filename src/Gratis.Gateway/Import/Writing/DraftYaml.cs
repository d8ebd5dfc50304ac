using System.Globalization;
using System.Text;
using Gratis.Gateway.Import.Drafting;

namespace Gratis.Gateway.Import.Writing;

/// <summary>A draft as the text of a <c>gratis.yaml</c>.</summary>
internal sealed class DraftYaml
{
    private readonly StringBuilder _text = new();

    private DraftYaml()
    {
    }

    public static string Write(Draft draft, string head)
    {
        var yaml = new DraftYaml();
        yaml._text.Append("# ").Append(head.ReplaceLineEndings(" ")).Append('\n');
        yaml.Section("server", draft.Server);
        yaml.Auth(draft);
        yaml.Section("storage", draft.Storage);
        yaml.Providers(draft);
        yaml.Words("favorite_free_models", draft.Favorites);
        yaml.Words("believed_free", draft.BelievedFree);
        yaml.Pools(draft);
        yaml.Discovery(draft);
        yaml.Section("auto_route", draft.AutoRoute);
        return yaml._text.ToString();
    }

    private void Section(string name, OrderedDictionary<string, DraftValue> values)
    {
        if (values.Count == 0)
            return;
        Line(0, name + ":");
        Values(2, values);
    }

    private void Auth(Draft draft)
    {
        if (draft.AdminToken is null && draft.ClientKeys.Count == 0)
            return;
        Line(0, "auth:");
        if (draft.AdminToken is { } token)
            Line(2, "admin_token: " + token.Write(isFlow: false));
        if (draft.ClientKeys.Count > 0)
            Line(2, "client_keys:");
        foreach (var client in draft.ClientKeys)
            Line(4, "- " + Flow(client));
    }

    private void Providers(Draft draft)
    {
        if (draft.Providers.Count > 0)
            Line(0, "providers:");
        foreach (var (id, provider) in draft.Providers)
        {
            var isEmpty = provider is { Values.Count: 0, Keys.Count: 0, Limits.Count: 0, Models.Count: 0 };
            Line(2, YamlScalar.Of(id) + (isEmpty ? ": {}" : ":"));
            Values(4, provider.Values);
            if (provider.Keys is [var key])
                Line(4, "api_key: " + key.Write(isFlow: false));
            else if (provider.Keys.Count > 0)
                Line(4, $"api_keys: [ {string.Join(", ", provider.Keys.Select(one => one.Write(isFlow: true)))} ]");
            if (provider.Limits.Count > 0)
                Line(4, "limits: " + Flow(provider.Limits));
            if (provider.Models.Count > 0)
                Line(4, "models:");
            foreach (var (model, about) in provider.Models)
                Line(6, "- " + Model(model, about));
        }
    }

    private void Pools(Draft draft)
    {
        if (draft.Pools.Count > 0)
            Line(0, "pools:");
        foreach (var (name, pool) in draft.Pools)
        {
            Line(2, YamlScalar.Of(name) + ":");
            Line(4, "strategy: " + pool.Strategy);
            Line(4, pool.Targets.Count > 0 ? "targets:" : "targets: []");
            foreach (var (route, weight) in pool.Targets)
            {
                var share = weight is { } given ? string.Create(CultureInfo.InvariantCulture, $", weight: {given}") : "";
                Line(6, $"- {{ model: {DraftValue.Of(route).Write(isFlow: true)}{share} }}");
            }

            if (pool.Fallback.Count > 0)
                Line(4, $"fallback: [ {string.Join(", ", pool.Fallback.Select(one => YamlScalar.Of(one, isFlow: true)))} ]");
            if (pool.AllowedFails is { } fails)
                Line(4, string.Create(CultureInfo.InvariantCulture, $"allowed_fails: {fails}"));
            if (pool is { AllowedFails: not null, CooldownTime: { } rest })
                Line(4, string.Create(CultureInfo.InvariantCulture, $"cooldown_time: {rest}"));
        }
    }

    private void Discovery(Draft draft)
    {
        if (draft.Discovery.Count + draft.BelowDiscovery.Count + draft.DiscoveryProviders.Count == 0)
            return;
        Line(0, "discovery:");
        Values(2, draft.Discovery);
        if (draft.DiscoveryProviders.Count > 0)
            Line(2, $"providers: [ {string.Join(", ", draft.DiscoveryProviders)} ]");
        foreach (var (name, values) in draft.BelowDiscovery)
        {
            Line(2, name + ":");
            Values(4, values);
        }
    }

    private void Words(string name, List<string> words)
    {
        if (words.Count == 0)
            return;
        Line(0, name + ":");
        foreach (var word in words)
            Line(2, "- " + DraftValue.Of(word).Write(isFlow: false));
    }

    private void Values(int indent, OrderedDictionary<string, DraftValue> values)
    {
        foreach (var (key, value) in values)
            Line(indent, $"{key}: {value.Write(isFlow: false)}");
    }

    private static string Model(string id, DraftModel model)
    {
        var parts = model.Values.Select(entry => $"{entry.Key}: {entry.Value.Write(isFlow: true)}").Prepend("id: " + DraftValue.Of(id).Write(isFlow: true));
        if (model.Limits.Count > 0)
            parts = parts.Append("limits: " + Flow(model.Limits));
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static string Flow(OrderedDictionary<string, DraftValue> values) =>
        $"{{ {string.Join(", ", values.Select(entry => $"{entry.Key}: {entry.Value.Write(isFlow: true)}"))} }}";

    private void Line(int indent, string text) => _text.Append(' ', indent).Append(text).Append('\n');
}
