using System.Text.Json;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Reads prices where lists have them; which name means which unit stands at <see cref="PriceUnit"/>.</summary>
internal static class PriceReader
{
    /// <summary>Reads a <c>pricing</c> or <c>cost</c> object.</summary>
    public static void ReadObject(ref Utf8JsonReader reader, ref PriceDraft price)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        Span<char> buffer = stackalloc char[FieldNames.Longest];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FieldNames.Decode(reader.ValueSpan, buffer);
            reader.Read();
            if (name is "overrides")
                ReadOverrides(ref reader, ref price);
            else
                ReadField(ref reader, name, ref price);
        }
    }

    /// <summary>Reads one price by its name.</summary>
    public static void ReadField(ref Utf8JsonReader reader, scoped ReadOnlySpan<char> name, ref PriceDraft price)
    {
        var isText = reader.TokenType == JsonTokenType.String;
        switch (name)
        {
            case "prompt":
                price.TakeInput(Amount.Read(ref reader), isText ? PriceUnit.Token : PriceUnit.Unknown);
                break;
            case "completion":
                price.TakeOutput(Amount.Read(ref reader), isText ? PriceUnit.Token : PriceUnit.Unknown);
                break;
            case "internal_reasoning":
                price.TakeThinking(Amount.Read(ref reader), isText ? PriceUnit.Token : PriceUnit.Unknown);
                break;
            case "input":
                price.TakeInput(Amount.Read(ref reader), isText ? PriceUnit.Token : PriceUnit.Million);
                break;
            case "output":
                price.TakeOutput(Amount.Read(ref reader), isText ? PriceUnit.Token : PriceUnit.Million);
                break;
            case "input_tokens":
                price.TakeInput(Amount.Read(ref reader), PriceUnit.Million);
                break;
            case "output_tokens":
                price.TakeOutput(Amount.Read(ref reader), PriceUnit.Million);
                break;
            case "input_price" or "input_cost_per_token":
                price.TakeInput(Amount.Read(ref reader), PriceUnit.Token);
                break;
            case "output_price" or "output_cost_per_token":
                price.TakeOutput(Amount.Read(ref reader), PriceUnit.Token);
                break;
            case "input_token_price_per_m":
                price.TakeInput(Amount.Read(ref reader), PriceUnit.TenThousandth);
                break;
            case "output_token_price_per_m":
                price.TakeOutput(Amount.Read(ref reader), PriceUnit.TenThousandth);
                break;
            case "promptTextTokens":
                price.TakeInput(Amount.Read(ref reader), PriceUnit.Unknown);
                break;
            case "completionTextTokens":
                price.TakeOutput(Amount.Read(ref reader), PriceUnit.Unknown);
                break;
            case "request" or "per_request" or "per_call":
                price.TakeRequest(Amount.Read(ref reader));
                break;
            case "hourly" or "per_hour" or "per_second":
                price.TakeOtherCharge(Amount.Read(ref reader));
                break;
            default:
                // Pictures, searches and caches are paid by those who ask for them.
                reader.Skip();
                break;
        }
    }

    /// <summary>Reads Cloudflare's list of prices: <c>[{unit: "per M input tokens", price, currency}]</c>.</summary>
    public static void ReadList(ref Utf8JsonReader reader, ref PriceDraft price)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            ReadListed(ref reader, ref price);
    }

    private static void ReadListed(ref Utf8JsonReader reader, ref PriceDraft price)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        Span<char> buffer = stackalloc char[FieldNames.Longest];
        decimal? amount = null;
        string unit = "", currency = "usd";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FieldNames.Decode(reader.ValueSpan, buffer);
            reader.Read();
            if (name is "price")
                amount = Amount.Read(ref reader);
            else if (name is "unit")
                unit = reader.Word();
            else if (name is "currency")
                currency = reader.Word();
            else
                reader.Skip();
        }

        var known = currency == "usd" ? PriceUnit.Million : PriceUnit.Unknown;
        if (unit == "per-m-input-tokens")
            price.TakeInput(amount, known);
        else if (unit == "per-m-output-tokens")
            price.TakeOutput(amount, known);
    }

    /// <summary>Other prices under conditions.</summary>
    private static void ReadOverrides(ref Utf8JsonReader reader, ref PriceDraft price)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var other = default(PriceDraft);
            ReadObject(ref reader, ref other);
            price.TakeAlternative(other);
        }
    }
}
