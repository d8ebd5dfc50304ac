using System.Text.Json;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Commands.Talking;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Chat;

/// <summary>A conversation at a terminal: what is typed goes out with all that was said before, and commands begin with a slash.</summary>
internal sealed class Conversation(Talk talk, CommandEdges edges, string model, bool isDemo) : IDisposable
{
    private const int MostCandidates = 5;

    private const string Help = "/model [NAME] shows or changes the model, /new forgets what was said, /route shows where the next question would go, /quit leaves. Ctrl-C stops an answer.";

    private readonly Lock _gate = new();
    private readonly IAnsiConsole _console = Screen.Open(edges);
    private readonly List<Message> _said = [];
    private string _model = model;
    private CancellationTokenSource? _answering;

    /// <summary>Goes on until somebody leaves.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var interrupts = edges.Interrupts.Listen(Interrupt);
        _console.Line(Help, Styles.Faint);
        while (await ReadAsync(cancel) is { } typed)
        {
            var line = typed.Trim();
            if (line is "/quit" or "/exit")
                return;
            if (line.StartsWith('/'))
                await CommandAsync(line, cancel);
            else if (line.Length > 0)
                await AskAsync(line, cancel);
        }
    }

    public void Dispose() => _answering?.Dispose();

    private async Task<string?> ReadAsync(CancellationToken cancel)
    {
        edges.Out.Write("> ");
        await edges.Out.FlushAsync(cancel);
        return await edges.In.ReadLineAsync(cancel);
    }

    private async Task AskAsync(string text, CancellationToken cancel)
    {
        _said.Add(new Message("user", text));
        Turn turn;
        using (var answering = Begin(cancel))
        {
            turn = await talk.AskAsync(new Question(_model, _said), piece => edges.Say(piece), answering.Token);
            End();
        }

        edges.Out.WriteLine();
        if (turn.Error is { } error)
            _console.Line(TurnWords.Of(error), Styles.Bad);
        _console.Line(TurnWords.Of(turn, isDemo), Styles.Faint);

        // What was not answered was not said: else the next question would follow another one.
        if (turn.Text.Length > 0)
            _said.Add(new Message("assistant", turn.Text));
        else
            _said.RemoveAt(_said.Count - 1);
    }

    private async Task CommandAsync(string line, CancellationToken cancel)
    {
        switch (line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            case ["/model", var name]:
                _model = name;
                _console.Line($"From now on {_model} is asked.", Styles.Faint);
                break;
            case ["/model"]:
                _console.Line($"{_model} is asked.", Styles.Faint);
                break;
            case ["/new"]:
                _said.Clear();
                _console.Line("What was said is forgotten.", Styles.Faint);
                break;
            case ["/route"]:
                await ShowRouteAsync(cancel);
                break;
            default:
                _console.Line(Help, Styles.Faint);
                break;
        }
    }

    private async Task ShowRouteAsync(CancellationToken cancel)
    {
        using var plan = await talk.ExplainAsync(new Question(_model, [.. _said, new Message("user", "")]), cancel);
        if (plan is null)
        {
            _console.Line($"Where {_model} would go the gateway does not tell: nobody serves it, or it cannot be reached.", Styles.Bad);
            return;
        }

        var candidates = plan.RootElement.GetProperty("candidates");
        foreach (var (index, candidate) in candidates.EnumerateArray().Take(MostCandidates).Index())
        {
            var reasons = string.Join("; ", candidate.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
            _console.Line(FormattableString.Invariant($"{index + 1}. {candidate.GetProperty("route").GetString()}: {reasons}"), Styles.Faint);
        }

        var more = Math.Max(0, candidates.GetArrayLength() - MostCandidates);
        _console.Line(FormattableString.Invariant($"{(candidates.GetArrayLength() == 0 ? "Nobody would be asked" : $"{more} more")}; {plan.RootElement.GetProperty("rejected").GetArrayLength()} rejected. `gratis explain` tells all of it."), Styles.Faint);
    }

    private CancellationTokenSource Begin(CancellationToken cancel)
    {
        var answering = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        lock (_gate)
            _answering = answering;
        return answering;
    }

    private void End()
    {
        lock (_gate)
            _answering = null;
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (_answering is not null)
                _answering.Cancel();
            else
                edges.Error.WriteLine("(/quit, or Ctrl-D, leaves)");
        }
    }
}
