using System.Text.Json;
using Gratis.Simulator.Accounting;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Providers;

/// <summary>One provider at work: who asks, for what, may it be, and what comes back.</summary>
internal sealed class Provider
{
    private readonly Personality _manners;
    private readonly FaultBook _faults;
    private readonly TimeProvider _time;
    private readonly Books _books;
    private readonly Catalogue _catalogue;
    private readonly Dictionary<string, Account> _keys;
    private readonly Account? _anonymous;
    private long _number;

    public Provider(ProviderSpec spec, FaultBook faults, TimeProvider time)
    {
        Spec = spec;
        _manners = Roster.Find(spec.Kind);
        _faults = faults;
        _time = time;
        _books = new Books(spec, _manners, faults, time);
        var since = time.GetUtcNow();
        Shelf = new Shelf(spec, faults, since);
        _catalogue = new Catalogue(spec, _manners, Shelf, _books, since);
        _anonymous = _books.Accounts.FirstOrDefault(account => account.Label == Books.AnonymousLabel);
        _keys = _books.Accounts.Where(account => account != _anonymous).ToDictionary(account => account.Spec.Key, StringComparer.Ordinal);
    }

    public ProviderSpec Spec { get; }

    /// <summary>What it has to offer, and when.</summary>
    public Shelf Shelf { get; }

    public ProviderEntry Entry => new(Spec.Id, Spec.Kind, _manners.BasePath, [.. Spec.Accounts.Select(account => account.Key)], Spec.Models, Spec.Limits);

    public ProviderTruth Truth(DateTimeOffset now) => _books.Truth(now);

    /// <summary>Answers one request; the path is the provider's own, without any prefix of ours.</summary>
    public Playback Serve(SimRequest request, string path)
    {
        var now = _time.GetUtcNow();
        var operation = path.StartsWith(_manners.BasePath, StringComparison.Ordinal) ? path[_manners.BasePath.Length..] : "";
        ModelKind? kind = (request.Method, operation) switch
        {
            ("POST", "/chat/completions") => ModelKind.Chat,
            ("POST", "/embeddings") => ModelKind.Embedding,
            ("POST", "/rerank") => ModelKind.Rerank,
            _ => null,
        };
        if (kind is null)
            return Read(request, path, now);

        try
        {
            using var document = JsonDocument.Parse(request.Body);
            var prompt = PromptOf(kind.Value, document.RootElement, out var problem);
            return Answer(new Visit(request, kind.Value, prompt, problem, now));
        }
        catch (JsonException)
        {
            return Answer(new Visit(request, kind.Value, null, "the body is not JSON", now));
        }
    }

    private static Prompt? PromptOf(ModelKind kind, JsonElement root, out string problem)
    {
        string? trouble;
        Prompt? prompt;
        try
        {
            prompt = kind switch
            {
                ModelKind.Chat => PromptReader.Chat(root, out trouble),
                ModelKind.Embedding => PromptReader.Embedding(root, out trouble),
                _ => PromptReader.Rerank(root, out trouble),
            };
        }
        catch (InvalidOperationException)
        {
            // The only way the reader has to say that a string is no Unicode: broken UTF-8 or half a surrogate pair.
            (prompt, trouble) = (null, "a string is not valid Unicode");
        }

        problem = trouble ?? "";
        return prompt;
    }

    private Playback Answer(Visit visit)
    {
        var (account, keyProblem) = Authenticate(visit.Request, visit.Now);
        var model = visit.Prompt is { } prompt ? _books.Find(_manners.Canonical(prompt.Model)) : null;
        _books.Receive(account, model);

        var accidents = _faults.Strike(visit.Now, Spec.Id, model?.Spec.Id ?? visit.Prompt?.Model, account?.Label, FaultTarget.Calls);
        if (HeadFaults.Greeting(accidents) is var greeting and not Greeting.Accepted)
        {
            _books.Refuse(account, model, greeting is Greeting.Refused ? "fault:refuse_connection" : "fault:reset_connection", false, visit.Now);
            return Play(new Reply(0) { Greeting = greeting }, accidents, null);
        }

        if ((keyProblem ?? Object(visit, account!, model, accidents)) is { } refusal)
        {
            _books.Refuse(account, model, refusal.Name, overspend: false, visit.Now);
            if (refusal.Reason is RefusalReason.ModelUnknown or RefusalReason.ModelRemoved)
                _books.NoteDead(account!, refusal.Model, visit.Now);
            return Play(_manners.Refuse(refusal), accidents, null);
        }

        return Admit(visit, account!, model!, accidents);
    }

    private (Account? Account, Refusal? Problem) Authenticate(SimRequest request, DateTimeOffset now)
    {
        var key = _manners.KeyOf(request);
        if (key is not null && _keys.TryGetValue(key, out var account))
        {
            return _faults.State(FaultKind.KeyRevoked, now, Spec.Id, null, account.Label) is null
                ? (account, null)
                : (account, new Refusal(RefusalReason.BadKey, now));
        }

        if (_anonymous is not null && (key is null || _manners.TakesNoKey))
            return (_anonymous, null);
        return (null, new Refusal(key is null ? RefusalReason.MissingKey : RefusalReason.BadKey, now));
    }

    /// <summary>Everything but limits that speaks against a call.</summary>
    private Refusal? Object(Visit visit, Account account, Model? model, FaultSpec[] accidents)
    {
        if (visit.Prompt is not { } prompt)
            return new Refusal(RefusalReason.BadRequest, visit.Now) { Detail = visit.Problem };

        var refusal = new Refusal(RefusalReason.ModelUnknown, visit.Now) { Model = _manners.Canonical(prompt.Model) };
        if (model is null || model.Spec.Kind != visit.Kind)
            return refusal;
        if (Shelf.AbsenceOf(model.Spec, account.Label, visit.Now) is { } absence)
            return refusal with { Reason = absence.Reason, Status = absence.Status };
        if (MustPay(account, model.Spec, visit.Now))
            return refusal with { Reason = RefusalReason.PaymentRequired, OutOfCredit = account.Spec.Pays };
        if (_manners.RefusedParameters.FirstOrDefault(name => prompt.Root.TryGetProperty(name, out _)) is { } parameter)
            return refusal with { Reason = RefusalReason.UnknownParameter, Detail = parameter };
        if (Lacking(prompt, model.Spec) is { } capability)
            return refusal with { Reason = RefusalReason.Unsupported, Detail = capability };

        var tokens = prompt.InputTokens + (visit.Kind is ModelKind.Chat ? Math.Min(prompt.MaxTokens ?? 0, model.Spec.MaxOutput) : 0);
        if (tokens > model.Spec.Context)
            return refusal with { Reason = RefusalReason.TooLong, Tokens = tokens, MostTokens = model.Spec.Context };
        return Accidents.Refusal(accidents, refusal);
    }

    private static string? Lacking(Prompt prompt, ModelSpec model)
    {
        if (prompt.Functions.Count > 0 && !model.Tools)
            return "tools";
        if (prompt.HasImages && !model.Vision)
            return "image input";
        return prompt.Schema is not null && !model.StructuredOutput ? "response_format json_schema" : null;
    }

    private bool MustPay(Account account, ModelSpec model, DateTimeOffset now)
    {
        var terms = Shelf.TermsOf(model, account.Label, now);
        if (account.Spec is { Pays: true, Credit: { } credit } && _books.UsdOf(account) >= credit)
            return !terms.IsFree || _manners.WantsCreditForFree;
        return !terms.IsFree && terms.Refuses && !account.Spec.Pays;
    }

    private Playback Admit(Visit visit, Account account, Model model, FaultSpec[] accidents)
    {
        var prompt = visit.Prompt!;
        var reserved = _manners.ReservesMaxTokens && prompt.MaxTokens is { } most ? Math.Min(most, model.Spec.MaxOutput) : 0;
        var terms = Shelf.TermsOf(model.Spec, account.Label, visit.Now);
        var (ticket, hit, readings) = _books.Admit(account.Routes[model.Spec.Id], visit.Request.Address, prompt.InputTokens, reserved, terms, visit.Now);
        if (ticket is null)
        {
            var tooLarge = hit!.NeverFits && hit.Limit > 0 && hit.Spec.Metric is not Limits.LimitMetric.Requests;
            return Play(_manners.Refuse(new Refusal(tooLarge ? RefusalReason.TooLarge : RefusalReason.LimitHit, visit.Now)
            {
                Model = model.Spec.Id, Limit = hit, Readings = readings, Tokens = hit.Requested, MostTokens = hit.Limit,
            }), accidents, null);
        }

        if (HeadFaults.Instead(accidents, _manners, model.Spec.Id, visit.Request.Path, visit.Now) is { } instead)
        {
            ticket.Failed = true;
            ByteFaults.Apply(accidents, instead);
            return Play(instead, accidents, ticket);
        }

        var number = Interlocked.Increment(ref _number);
        var reply = Replies.Write(_manners, Spec, model.Spec, prompt, visit, terms, number, accidents);
        _manners.AddRateHeaders(reply, readings, prompt.InputTokens, visit.Now);
        ByteFaults.Apply(accidents, reply);
        return Play(reply, accidents, ticket);
    }

    private Playback Read(SimRequest request, string path, DateTimeOffset now)
    {
        var (account, problem) = Authenticate(request, now);
        var accidents = _faults.Strike(now, Spec.Id, null, account?.Label, FaultTarget.Lists);
        return Play(_catalogue.Answer(request, path, account, problem, accidents, now), accidents, null);
    }

    private Playback Play(Reply reply, FaultSpec[] accidents, Ticket? ticket)
    {
        reply.HeadDelay += HeadFaults.Delay(accidents, FaultKind.Latency);
        return new Playback(reply, _time, ticket);
    }
}
