using System.Net.Http.Headers;

namespace Gratis.Upstream.Verdicts;

/// <summary>
/// The one place where an upstream answer gets its meaning, the same for streams and whole answers and for every provider. Pure: the same
/// bytes at the same instant always mean the same. It never throws and always decides.
/// </summary>
internal static class Classifier
{
    /// <summary>A stated wait longer than this is a quota that is spent, not a pace that is too fast.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(15);

    /// <summary>Judges a response: every status that is no success, and a success whose body is none.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="headers">The response headers: <c>response.Headers.NonValidated</c>.</param>
    /// <param name="body">The body; what is behind the first 64 KB is not looked at.</param>
    /// <param name="now">The present.</param>
    public static Judgement JudgeResponse(int status, HttpHeadersNonValidated headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var read = ErrorBodyReader.Read(body);
        return status is >= 200 and < 300 ? JudgeSuccess(headers, read, now) : JudgeError(status, headers, read, now);
    }

    /// <summary>Judges an error object inside a stream.</summary>
    /// <param name="dataJson">The data of the frame.</param>
    /// <param name="now">The present.</param>
    public static Judgement JudgeErrorFrame(ReadOnlySpan<byte> dataJson, DateTimeOffset now)
    {
        var read = ErrorBodyReader.Read(dataJson);
        return JudgeError(read.Status, default, read, now);
    }

    /// <summary>Judges an exception of the HTTP stack; see <see cref="TransportFaults.Of(Exception)"/> for what it cannot know.</summary>
    public static Judgement JudgeFault(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return JudgeFault(TransportFaults.Of(exception), exception.InnerException?.Message is { Length: > 0 } inner ? $"{exception.Message} {inner}" : exception.Message);
    }

    /// <summary>Judges a fault below HTTP. A failed connection is the provider's, the rest at most this route's.</summary>
    public static Judgement JudgeFault(TransportFault fault, string? detail = null)
    {
        var (verdict, reach) = fault switch
        {
            TransportFault.Connect => (Verdict.Unreachable, Reach.Provider),
            TransportFault.Timeout => (Verdict.Timeout, Reach.Route),
            TransportFault.Cancelled => (Verdict.Cancelled, Reach.Request),
            TransportFault.Unreadable => (Verdict.InvalidAnswer, Reach.Route),
            _ => (Verdict.Broken, Reach.Route),
        };
        return new Judgement(verdict, reach, Detail: Redaction.Clean(detail));
    }

    private static Judgement JudgeSuccess(HttpHeadersNonValidated headers, ErrorBody body, DateTimeOffset now)
    {
        if (body.CarriesError)
            return JudgeError(body.Status, headers, body, now);

        return body.Shape == BodyShape.Json && !body.IsHollow
            ? new Judgement(Verdict.Served, Reach.Request)
            : new Judgement(Verdict.InvalidAnswer, Reach.Route, Detail: Redaction.Clean(body.Shape switch
            {
                BodyShape.Empty => "an empty body",
                BodyShape.Json => "an empty JSON value",
                BodyShape.BrokenJson => "JSON that is cut or malformed",
                _ => body.Message,
            }));
    }

    private static Judgement JudgeError(int status, HttpHeadersNonValidated headers, ErrorBody body, DateTimeOffset now)
    {
        var on = StatusMeaning.Flag(status);
        var rule = RuleBook.Find(on, body, out var parameter);
        var (verdict, reach) = rule is not null ? (rule.Verdict, rule.Reach)
            : parameter is not null ? (Verdict.Refused, Reach.Request)
            : StatusMeaning.Of(status);

        if (reach == Reach.AccountModel && verdict is Verdict.RateLimited or Verdict.QuotaSpent && LimitScope.IsAccount(headers))
            reach = Reach.Account;

        var (until, source) = Until(verdict, rule?.Window ?? QuotaWindow.None, status, headers, body, now);
        if (until is { } stated)
            verdict = ByWait(verdict, reach, rule?.Window ?? QuotaWindow.None, stated - now);

        if (body.Relayed)
            (verdict, reach) = StatusMeaning.Relayed(verdict, reach);

        var capability = verdict == Verdict.Refused ? rule?.Capability ?? RefusedParameter.CapabilityOf(parameter) : null;
        var limit = verdict == Verdict.TooLong ? SpokenWindow.Find(body.Text) : null;
        return new Judgement(verdict, reach, until, source, Detail(body), parameter, capability, limit);
    }

    /// <summary>The stated time is trusted before the words: services with rolling buckets say "per day" and mean half a minute.</summary>
    private static Verdict ByWait(Verdict verdict, Reach reach, QuotaWindow window, TimeSpan wait) => verdict switch
    {
        Verdict.RateLimited when wait > LongWait && reach is Reach.Account or Reach.AccountModel => Verdict.QuotaSpent,
        Verdict.QuotaSpent when wait <= LongWait && window == QuotaWindow.Long => Verdict.RateLimited,
        _ => verdict,
    };

    private static (DateTimeOffset? Until, UntilSource Source) Until(
        Verdict verdict, QuotaWindow window, int status, HttpHeadersNonValidated headers, ErrorBody body, DateTimeOffset now)
    {
        if (verdict is not (Verdict.RateLimited or Verdict.QuotaSpent or Verdict.Broken or Verdict.Timeout))
            return (null, UntilSource.Guess);

        var counters = verdict is Verdict.RateLimited or Verdict.QuotaSpent;
        var found = ResetParser.Find(headers, body, now, counters, window == QuotaWindow.UtcMonth ? ResetParser.Month : ResetParser.Day);
        var calendar = window.NextReset(now);

        // A minute cannot last longer than a minute; a calendar day or month not shorter than the calendar says, whatever short wait is sent along.
        if (window == QuotaWindow.Minute && found is { } minute)
            return (minute.At < calendar ? minute.At : calendar, minute.Source);

        if (found is { } reset && (calendar is null || reset.At >= calendar))
            return (reset.At, reset.Source);

        return calendar is null ? (null, UntilSource.Guess) : (calendar, UntilSource.Body);
    }

    private static string? Detail(ErrorBody body)
    {
        var words = body.Raw ?? body.Message ?? body.Title;
        return Redaction.Clean(words ?? (body.Codes.Count > 0 ? string.Join(' ', body.Codes) : null));
    }
}
