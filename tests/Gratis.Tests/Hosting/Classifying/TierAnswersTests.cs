using Gratis.Catalog.Models;
using Gratis.Hosting.Classifying;
using Gratis.Routing.Tiers;
using Gratis.Tests.Time;

namespace Gratis.Tests.Hosting.Classifying;

public sealed class TierAnswersTests
{
    private static readonly TierChoice Large = TierChoice.OfClassifier(ModelTier.Large);
    private static readonly TierChoice Lite = TierChoice.OfClassifier(ModelTier.Lite);

    private readonly VirtualTime _time = new();

    [Fact]
    public void An_answer_is_known_for_ten_minutes_to_the_same_question_of_the_same_model()
    {
        var answers = new TierAnswers(_time);
        answers.Keep("a/m", "text", Large);
        answers.Keep("a/m", "text", Lite);

        answers.Find("a/m", "text").ShouldBe(Large);
        answers.Find("a/m", "Text").ShouldBeNull();
        answers.Find("b/m", "text").ShouldBeNull();
        _time.Advance(TierAnswers.Life - TimeSpan.FromSeconds(1));
        answers.Find("a/m", "text").ShouldBe(Large);
        _time.Advance(TimeSpan.FromSeconds(1));
        answers.Find("a/m", "text").ShouldBeNull();

        answers.Keep("a/m", "text", Lite);
        answers.Find("a/m", "text").ShouldBe(Lite);
    }

    [Fact]
    public void Of_too_many_the_oldest_go()
    {
        var answers = new TierAnswers(_time);
        for (var i = 0; i <= TierAnswers.Most; i++) answers.Keep("a/m", $"text {i}", Large);

        answers.Find("a/m", "text 0").ShouldBeNull();
        Enumerable.Range(1, TierAnswers.Most).ShouldAllBe(i => answers.Find("a/m", $"text {i}") == Large);
    }
}
