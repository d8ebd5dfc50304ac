using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Diagnosis.Supervision;

/// <summary>
/// Asks a model of the gateway whether found models without a price are free. Its yes is an opinion: it makes a suggestion for a person
/// and never a route free. Every failure is a no.
/// </summary>
internal sealed class Supervisor(GratisEngine engine)
{
    private const int MostQuestions = 5;
    private const string NotFree = "paid";
    private const string NoAnswer = "unknown";

    /// <summary>Asks a few of the open questions.</summary>
    /// <param name="asked">Whether to ask, and whom.</param>
    /// <param name="provider">Only about this provider's models; null: about everybody's.</param>
    /// <param name="cancel">Ends it.</param>
    public async ValueTask AskAsync(SupervisorOptions asked, string? provider, CancellationToken cancel)
    {
        var catalog = engine.Routes.Catalog;
        if (!asked.Enabled || SupervisorQuestion.Adviser(catalog, asked.Model) is not { } adviser)
            return;

        var subjects = SupervisorQuestion.Subjects(catalog, engine.Evidence, engine.Time.GetUtcNow())
            .Where(route => provider is null || route.Provider.Id.Equals(provider, StringComparison.OrdinalIgnoreCase));
        foreach (var subject in subjects.Take(MostQuestions).ToArray())
        {
            var (value, answer) = await AskAsync(adviser, subject, cancel);
            engine.Evidence.Of(subject.Id).Learn(LearnedTopics.Opinion, value, ClaimSource.SecondOpinion, answer.Detail, 0.5, adviser.Id);
        }
    }

    private async ValueTask<(string Value, SupervisorAnswer Answer)> AskAsync(Route adviser, Route subject, CancellationToken cancel)
    {
        await using var answer = await engine.SendAsync(SupervisorQuestion.Create(engine.NextRequestId(), adviser, subject), cancel);
        if (answer.Error is { } error)
            return (NoAnswer, SupervisorAnswer.No("it did not answer: " + error.Code));
        var text = JsonReading.Read(answer.Body, static whole => ChatAnswer.TextOf(ChatAnswer.MessageOf(whole)), otherwise: "");
        var judged = SupervisorAnswer.Read(text);
        return (judged.IsYes ? DiagnosisTopics.ThoughtFree : NotFree, judged);
    }
}
