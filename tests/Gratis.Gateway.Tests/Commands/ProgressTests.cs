using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Serving;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary>What takes long says so, to whoever sits there.</summary>
public sealed class ProgressTests
{
    private readonly SkippingTime _time = new();

    [Fact]
    public void From_the_second_second_on_a_line_says_what_is_done_and_it_is_gone_at_the_end()
    {
        using var error = new StringWriter();
        using (var progress = Progress.Of(Edges(error, isTerminal: true), "Asking"))
        {
            _time.Skip(TimeSpan.FromSeconds(0.9));
            error.ToString().ShouldBe("");
            _time.Skip(TimeSpan.FromSeconds(0.2));
            error.ToString().ShouldStartWith("Asking … 1 s");
            progress.Say("Still asking");
            _time.Skip(TimeSpan.FromSeconds(1));
            error.ToString().ShouldContain("Still asking … 2 s");
        }

        error.ToString().ShouldEndWith(" \r");
        var whole = error.ToString();
        _time.Skip(TimeSpan.FromSeconds(5));
        error.ToString().ShouldBe(whole);
    }

    [Fact]
    public void A_file_gets_none_of_it()
    {
        using var error = new StringWriter();
        using (Progress.Of(Edges(error, isTerminal: false), "Asking"))
            _time.Skip(TimeSpan.FromSeconds(10));

        error.ToString().ShouldBe("");
    }

    private CommandEdges Edges(TextWriter error, bool isTerminal) =>
        new(new Surroundings("/", new Dictionary<string, string>(), error, _time, new Random(7)), TextWriter.Null, error) { ShowsProgress = isTerminal };
}
