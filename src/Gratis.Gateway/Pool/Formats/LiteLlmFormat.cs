using System.Globalization;
using Gratis.Gateway.Import.Writing;

namespace Gratis.Gateway.Pool.Formats;

/// <summary>
/// A group of LiteLLM deployments. LiteLLM draws among them by <c>litellm_params.weight</c> under the strategy simple-shuffle, and reads
/// retries, cooldowns and fallbacks from <c>router_settings</c>; under <c>litellm_settings</c> some of them do nothing.
/// </summary>
/// <param name="paid">A model to fall back on, as LiteLLM names it; null: none, so that nothing is ever spent.</param>
internal sealed class LiteLlmFormat(string? paid) : YamlFormat
{
    private const string Group = "primary";
    private const string PaidGroup = "paid-tools";

    protected override string Parent => "model_list";

    public override string Whole(MadePool pool, PoolRecipe recipe) => string.Join('\n', (string[])
    [
        "# A config of a LiteLLM proxy: litellm --config FILE. It asks for OPENROUTER_API_KEY in the environment.",
        "model_list:",
        .. Marked(pool),
        .. paid is null ? [] : Deployment(PaidGroup, paid, weight: null).Select(line => "  " + line),
        "",
        "router_settings:",
        "  routing_strategy: simple-shuffle",
        "  num_retries: 3",
        "  timeout: 120",
        "  allowed_fails: 2",
        "  cooldown_time: 120",
        .. paid is null ? (string[])[] : [$"  fallbacks: [{{ {Group}: [{PaidGroup}] }}]"],
        "",
    ]);

    protected override IEnumerable<string> Entries(MadePool pool) =>
        pool.Members.SelectMany(member => Deployment(Group, ModelKey.Target(member.Model), member.Weight));

    private static IEnumerable<string> Deployment(string group, string model, int? weight)
    {
        yield return $"- model_name: {group}";
        yield return "  litellm_params:";
        yield return $"    model: {YamlScalar.Of(model)}";
        yield return "    api_key: os.environ/OPENROUTER_API_KEY";

        // Free models differ in what they take: what one refuses must not fail the request.
        yield return "    drop_params: true";
        if (weight is { } share)
            yield return string.Create(CultureInfo.InvariantCulture, $"    weight: {share}");
    }
}
