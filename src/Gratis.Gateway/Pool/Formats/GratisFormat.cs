using System.Globalization;
using Gratis.Gateway.Import.Writing;

namespace Gratis.Gateway.Pool.Formats;

/// <summary>A pool of <c>gratis.yaml</c>, which takes the place of the shipped one of its name.</summary>
internal sealed class GratisFormat : YamlFormat
{
    protected override string Parent => "pools";

    public override string Whole(MadePool pool, PoolRecipe recipe) => string.Join('\n', (string[])["pools:", .. Marked(pool), ""]);

    protected override IEnumerable<string> Entries(MadePool pool) =>
    [
        "primary:",
        "  strategy: weighted",
        "  targets:",
        .. pool.Members.Select(member => string.Create(
            CultureInfo.InvariantCulture, $"    - {{ model: {YamlScalar.Of(ModelKey.Target(member.Model), isFlow: true)}, weight: {member.Weight} }}")),
        "  fallback: [paid-tools]",
    ];
}
