using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gratis.Catalog.Limits;
using Gratis.Upstream.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Upstream.Limits;

/// <summary>One recorded shape of an upstream answer, and the readings it has to give.</summary>
internal sealed class LimitCase
{
    private const string Prefix = "limits/";
    private readonly JsonElement _json;

    private LimitCase(JsonElement json) => _json = json;

    public string Provider => _json.GetProperty("provider").GetString()!;

    public DateTimeOffset Now => _json.GetProperty("now").GetDateTimeOffset();

    public IEnumerable<string> Expected => _json.GetProperty("expect").EnumerateArray().Select(e => e.GetString()!);

    public static IEnumerable<string> Names() =>
        typeof(LimitCase).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal);

    public static LimitCase Load(string name)
    {
        using var stream = typeof(LimitCase).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var document = JsonDocument.Parse(stream);
        return new LimitCase(document.RootElement.Clone());
    }

    public HttpHeadersNonValidated Headers()
    {
        var response = new HttpResponseMessage();
        if (_json.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                var added = header.Value.ValueKind == JsonValueKind.Array
                    ? response.Headers.TryAddWithoutValidation(header.Name, header.Value.EnumerateArray().Select(v => v.GetString()))
                    : response.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
                added.ShouldBeTrue(header.Name);
            }
        }

        return response.Headers.NonValidated;
    }

    /// <summary>The error body, or null where the answer was a success.</summary>
    public ErrorBody? Body()
    {
        if (_json.GetProperty("status").GetInt32() < 400)
            return null;
        if (!_json.TryGetProperty("body", out var body))
            return ErrorBodyReader.Read([]);
        return ErrorBodyReader.Read(Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText()));
    }

    /// <summary>Everything the answer says, a line a reading.</summary>
    public string[] Read()
    {
        var readings = default(LimitReadings);
        LimitHeaders.Read(Headers(), Provider, Now, ref readings);
        var body = Body();
        if (body is not null)
            LimitWords.Read(body, Provider, Now, ref readings);

        List<string> lines = [];
        foreach (var reading in readings.Span)
            lines.Add(Spell(reading, Now));
        if (body is not null && LimitWords.NeverFits(body, out var limit))
            lines.Add("never fits " + Spell(limit, Now)["body ".Length..]);
        return [.. lines];
    }

    private static string Spell(LimitReading reading, DateTimeOffset now)
    {
        var period = reading.Period.Unit == PeriodUnit.None ? "none" : reading.Period.ToString();
        var text = new StringBuilder($"{reading.Source.Spell()} {reading.Metric.Spell()}/{period}");
        if (reading.Scope is { } scope)
            text.Append(' ').Append(scope.Spell());
        if (reading.Limit is { } limit)
            text.Append(CultureInfo.InvariantCulture, $" limit={limit}");
        if (reading.Remaining is { } remaining)
            text.Append(CultureInfo.InvariantCulture, $" remaining={remaining}");
        if (reading.ResetsAt is { } reset)
            text.Append(CultureInfo.InvariantCulture, $" resets=+{(reset - now).TotalSeconds:0.###}s");
        return text.ToString();
    }
}
