using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;

namespace Gratis.Gateway.Import.Systems;

/// <summary>LiteLLM's way to name a variable: <c>os.environ/NAME</c>.</summary>
internal static class LiteLlmReference
{
    private const string Prefix = "os.environ/";

    public static string? VariableOf(ScalarNode value) => value.Text.StartsWith(Prefix, StringComparison.Ordinal) && value.Text.Length > Prefix.Length ? value.Text[Prefix.Length..] : null;

    /// <summary>A value that is no secret.</summary>
    public static DraftValue Value(ScalarNode value, string purpose, Workbench bench) =>
        VariableOf(value) is { } variable ? bench.Keys.Refer(variable, purpose) : DraftValue.Of(value);
}
