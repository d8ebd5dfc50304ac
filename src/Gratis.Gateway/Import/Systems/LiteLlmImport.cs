using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;
using Gratis.Gateway.Import.Reading;

namespace Gratis.Gateway.Import.Systems;

/// <summary>LiteLLM: every group of deployments becomes a pool, what they are deployed at becomes providers.</summary>
internal sealed class LiteLlmImport(Workbench bench)
{
    public void Read(MapNode root)
    {
        var config = new Section(root, "", bench);
        Variables(config.Sub("environment_variables"));
        var groups = new OrderedDictionary<string, LiteLlmGroup>(StringComparer.OrdinalIgnoreCase);
        var deployments = new LiteLlmDeployments(bench);
        foreach (var entry in config.Items("model_list"))
        {
            if (deployments.Read(entry) is not var (name, deployment))
                continue;
            if (!groups.TryGetValue(name, out var group))
                groups.Add(name, group = new LiteLlmGroup(name, entry.Line));
            group.Deployments.Add(deployment);
        }

        var router = new LiteLlmRouter(bench);
        router.Read(config.Sub("router_settings"), config.Sub("litellm_settings"));
        foreach (var group in groups.Values)
            bench.Draft.Pools.Add(group.Name, group.ToPool(router.Strategy, bench));
        router.Apply();
        General(config.Sub("general_settings"));
        foreach (var unused in bench.Keys.Unused)
            bench.Remark(config.LineOf("environment_variables"), "environment_variables." + unused, "nothing that was taken over refers to it; left out.");
        config.Close();
    }

    private void Variables(Section? variables)
    {
        foreach (var entry in variables?.Rest() ?? [])
        {
            if (entry.Value is ScalarNode { Variables.IsEmpty: true, Text.Length: > 0 } value)
                bench.Keys.Remember(entry.Key, value.Text);
        }
    }

    private void General(Section? general)
    {
        if (general is null)
            return;
        if (general.Scalar("master_key") is { } key)
        {
            const string Purpose = "the key of client master";
            bench.Draft.ClientKeys.Add(new OrderedDictionary<string, DraftValue>
            {
                ["name"] = DraftValue.Of("master"),
                ["key"] = LiteLlmReference.VariableOf(key) is { } variable ? bench.Keys.Refer(variable, Purpose) : bench.Keys.Take(key, "LITELLM_MASTER_KEY", Purpose),
            });
            general.Remark("master_key", "is a client's key here; the admin API has a token of its own, GRATIS_ADMIN_TOKEN.");
        }

        general.LeaveOut("database_url", "keys and spend of LiteLLM's database stay there; several gateways share storage.postgres here.");
        general.Close();
    }
}
