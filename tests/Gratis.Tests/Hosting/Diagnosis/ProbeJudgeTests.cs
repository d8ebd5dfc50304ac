using System.Text;
using Gratis.Hosting.Diagnosis.Probes;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>What an answer to a probe proves.</summary>
public sealed class ProbeJudgeTests
{
    public static TheoryData<string, string, string> Answers => new()
    {
        { "tools", Call("add", """{\"a\":2,\"b\":3}"""), "supported" },
        { "tools", Call("echo", """{\"text\":\"2+3\"}"""), "inconclusive" },
        { "tools", Call("add", """{\"a\":\"2\",\"b\":3}"""), "inconclusive" },
        { "tools", Call("add", "2 and 3"), "inconclusive" },
        { "tools", Call("add", "[2,3]"), "inconclusive" },
        { "tools", Says("The sum is 5."), "unsupported" },
        { "tools", Says("Let me think about", "length"), "inconclusive" },
        { "tools", Says(""), "inconclusive" },
        { "vision", Says("Red."), "supported" },
        { "vision", Says("I see a beautiful sunset"), "inconclusive" },
        { "structured_output", Says("""{\"sum\":5}"""), "supported" },
        { "structured_output", Says("""  {\"sum\":5}\n"""), "supported" },
        { "structured_output", Says("""{\"sum\":5,\"why\":\"maths\"}"""), "unsupported" },
        { "structured_output", Says("""{\"sum\":\"five\"}"""), "unsupported" },
        { "structured_output", Says("It is five."), "unsupported" },
        { "structured_output", Says("""```json\n{\"sum\":5}\n```"""), "inconclusive" },
        { "structured_output", Says("It is", "length"), "inconclusive" },
        { "structured_output", Says("""half a \ud800 character"""), "inconclusive" },
        { "structured_output", Says("I cannot help with that", "content_filter"), "inconclusive" },
        { "text", Says("OK"), "supported" },
        { "text", Says(""), "inconclusive" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Only_a_plain_yes_and_a_plain_no_count(string kind, string answer, string outcome) => Judge(kind, answer).ShouldBe(outcome);

    [Theory]
    [InlineData("tools", Verdict.Refused, "tools", "unsupported")]
    [InlineData("tools", Verdict.Refused, "vision", "inconclusive")]
    [InlineData("vision", Verdict.Refused, "vision", "unsupported")]
    [InlineData("structured_output", Verdict.Refused, "structured_output", "unsupported")]
    [InlineData("tools", Verdict.Refused, null, "inconclusive")]
    [InlineData("tools", Verdict.RateLimited, null, "inconclusive")]
    [InlineData("tools", Verdict.Timeout, null, "inconclusive")]
    [InlineData("tools", Verdict.Broken, null, "inconclusive")]
    [InlineData("tools", Verdict.ModelGone, null, "inconclusive")]
    [InlineData("text", Verdict.Refused, null, "inconclusive")]
    public void A_refusal_counts_where_it_names_what_was_asked(string kind, Verdict verdict, string? capability, string outcome)
    {
        var reply = ProbeReply.Failed(new Judgement(verdict, Reach.Request, Detail: "no", Capability: capability));
        ProbeJudge.Judge(ProbeKinds.Parse(kind)!.Value, reply).Spell().ShouldBe(outcome);
    }

    [Fact]
    public void What_did_not_reach_the_model_proves_nothing_about_it()
    {
        var reply = Reply(Says("The sum is 5.")) with { Dropped = ["tool_choice"] };
        ProbeJudge.Judge(ProbeKind.Tools, reply).Outcome.ShouldBe(ProbeOutcome.Inconclusive);
    }

    [Fact]
    public void Every_question_is_one_that_an_upstream_takes()
    {
        foreach (var kind in Enum.GetValues<ProbeKind>())
            ProbeQuestion.Of(kind).Facts.MaxOutputTokens.ShouldNotBeNull();
        ProbeQuestion.Of(ProbeKind.Tools).Facts.ForcesTool.ShouldBeTrue();
        ProbeQuestion.Of(ProbeKind.Vision).Facts.ImageCount.ShouldBe(1);
        ProbeQuestion.Of(ProbeKind.StructuredOutput).Facts.ResponseFormat.ShouldBe(ResponseFormat.JsonSchema);
        ProbeQuestion.Of(ProbeKind.Ping).Facts.MaxOutputTokens.ShouldBe(1);
    }

    private static string Judge(string kind, string answer) => ProbeJudge.Judge(ProbeKinds.Parse(kind)!.Value, Reply(answer)).Spell();

    private static ProbeReply Reply(string answer)
    {
        var body = Encoding.UTF8.GetBytes(answer);
        return new ProbeReply(new Judgement(Verdict.Served, Reach.Request), AnswerReader.Read(body), body, []);
    }

    private static string Says(string text, string finish = "stop") =>
        $$$"""{"choices":[{"index":0,"message":{"role":"assistant","content":"{{{text}}}"},"finish_reason":"{{{finish}}}"}]}""";

    private static string Call(string name, string arguments) =>
        $$$"""{"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"{{{name}}}","arguments":"{{{arguments}}}"}}]},"finish_reason":"tool_calls"}]}""";
}
