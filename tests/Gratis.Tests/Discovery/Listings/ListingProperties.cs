using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Discovery.Listings;

namespace Gratis.Tests.Discovery.Listings;

/// <summary>Whatever arrives, reading ends, and what it gives is within its bounds.</summary>
public sealed class ListingProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(20261121, 77).WithMaxTest(1000).WithQuietOnSuccess(true);

    // The largest would take most of the time and add nothing to the shapes.
    private static readonly byte[][] Sources = [.. ListingCase.Lists.Append("models-dev").Where(name => name != "openrouter").Select(ListingCase.Bytes)];

    [Fact]
    public void Random_bytes_never_throw() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Holds).Check(Seeded);

    [Fact]
    public void Mutated_and_cut_lists_never_throw_and_stay_in_bounds() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        Random random = new(seed);
        var body = Sources[random.Next(Sources.Length)].ToArray();
        byte[] nasty = [.. "{}[]\",:\\u0d8 \n\r<-eE.19"u8, 0, 0xFF, 0xC3];
        for (var i = random.Next(0, 5); i > 0; i--)
            body[random.Next(body.Length)] = nasty[random.Next(nasty.Length)];
        return Holds(body) && Holds(body[..random.Next(body.Length)]);
    }).Check(Seeded.WithMaxTest(4000));

    [Fact]
    public void Nothing_is_taken_from_a_list_that_was_cut() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        Random random = new(seed);
        var source = Sources[random.Next(Sources.Length)];
        var end = source.AsSpan().LastIndexOfAnyExcept(" \r\n"u8);
        var cut = source.AsSpan(0, random.Next(end));
        return !ListingReader.Read(cut).IsUsable && ListingReader.Read(cut).Models.IsEmpty && !ModelsDevReader.Read(cut).IsUsable;
    }).Check(Seeded);

    [Fact]
    public void A_price_above_zero_is_never_read_as_none() => Prop.ForAll(Prices().ToArbitrary(), price =>
    {
        var (field, written) = price;
        var pair = field.Split(',');
        var model = ListingReader.Read(Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, field.StartsWith('!')
            ? "[{{\"id\":\"a\",\"{0}\":{2},\"{1}\":0}}]"
            : "[{{\"id\":\"a\",\"pricing\":{{\"{0}\":{2},\"{1}\":0}}}}]", pair[0].TrimStart('!'), pair[1], written))).Models.Single();
        return model.Price is not { IsZero: true };
    }).Check(Seeded.WithMaxTest(3000));

    private static Gen<(string Field, string Written)> Prices() =>
        from field in Gen.Elements("prompt,completion", "completion,prompt", "input,output", "output,input", "input_tokens,output_tokens", "promptTextTokens,completionTextTokens", "!input_price,output_price", "!output_token_price_per_m,input_token_price_per_m")
        from digit in Gen.Choose(1, 9)
        from zeros in Gen.Choose(0, 45)
        from exponent in Gen.Choose(-320, 30)
        from shape in Gen.Choose(0, 3)
        let number = shape switch
        {
            0 => $"0.{new string('0', zeros)}{digit}",
            1 => $"{digit}e{exponent}",
            2 => $"-{digit}.5E{exponent}",
            _ => $"{digit}{new string('0', zeros)}",
        }
        from isText in Gen.Elements(true, false)
        select (field, isText ? $"\"{number}\"" : number);

    private static bool Holds(byte[] body)
    {
        var reading = ListingReader.Read(body);
        if (reading.IsUsable != (reading.Problem is null) || reading.IsUsable == reading.Models.IsEmpty || reading.Models.Length > 5_000 || reading.Ignored.Length > 21)
            return false;
        if (reading.Models.DistinctBy(model => model.Id.ToUpperInvariant()).Count() != reading.Models.Length)
            return false;

        var catalogue = ModelsDevReader.Read(body);
        return catalogue.IsUsable == (catalogue.Problem is null)
            && reading.Models.Concat(catalogue.Providers.Values.SelectMany(models => models.Values)).All(IsInBounds);
    }

    private static bool IsInBounds(ListedModel model) =>
        model.Id.Length is > 0 and <= 200
        && !model.Id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '\'' or '<' or '>' or ',' or '?' or '#' or '\\' or > '~')
        && !model.Id.Contains("..", StringComparison.Ordinal) && model.Id[0] != '/'
        && model.Name is null or { Length: > 0 and <= 200 }
        && model.Context is null or (> 0 and <= 100_000_000)
        && model.MaxOutput is null or (> 0 and <= 100_000_000)
        && model.Price is null or { Input: >= -1 and <= 1_000_000, Output: >= -1 and <= 1_000_000 }
        && (model.Kind is null || model.Unfit is null)
        && (model.Capabilities.Supported & model.Capabilities.Unsupported) == 0
        && model.Marks.All(mark => mark.Value.Length <= 200);
}
