using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Commands.Chat;
using Gratis.Gateway.Commands.Completing;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Commands.Talking;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis chat</c>: asks a model, and tells who answered.</summary>
internal static class ChatCommand
{
    public const string Name = "chat";

    // As much as a gateway takes by default.
    private const int MostPiped = 20_000_000;

    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command(Name, "Ask a model and see who answers: once with a prompt (or a pipe), else in a conversation.");
        var prompt = new Argument<string?>("PROMPT") { Description = "What to ask (default: what is piped in; at a terminal a conversation).", Arity = ArgumentArity.ZeroOrOne };
        var model = new Option<string?>("--model") { HelpName = "model", Description = "The model to ask (default: auto)." };
        var url = new Option<string?>("--url") { Description = "The gateway to ask (default: the one that runs at the configured address, else one in this process)." };
        command.Arguments.Add(prompt);
        command.Options.Add(model);
        command.Options.Add(url);
        var shared = new PlaceOptions(command);
        model.CompletionSources.Add(context => Known.Models(shared.PlaceOf(context.ParseResult), edges()));
        command.SetAction((parsed, cancel) => RunAsync(
            new ChatRequest(shared.PlaceOf(parsed), parsed.GetValue(prompt), parsed.GetValue(model) ?? "auto", parsed.GetValue(url), shared.IsJson(parsed)), edges(), cancel));
        return command;
    }

    public static async Task<int> RunAsync(ChatRequest request, CommandEdges edges, CancellationToken cancel)
    {
        var prompt = request.Prompt;
        if (prompt is null && !edges.IsTyped)
            prompt = await ReadPipeAsync(edges, cancel);
        if (prompt is null && request.IsJson || prompt is { Length: 0 })
        {
            edges.Error.WriteLine("There is nothing to ask. Give a prompt, or pipe one in: gratis chat \"Hello\"");
            return ExitCodes.Unknown;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var end = Interrupts.ListenForEnd(ending.Cancel);
        using var http = Doors.Open();
        Companion? found;
        using (Progress.Of(edges, "Looking for a gateway"))
            found = await Companion.FindAsync(new CompanionRequest(request.Place, request.Url), edges, http, ending.Token);
        if (found is null)
            return ExitCodes.BadConfig;

        await using var gateway = found;
        var talk = new Talk(http, gateway, edges.Around.Time);
        return prompt is null ? await ConverseAsync(request, talk, gateway, edges, ending.Token) : await AskOnceAsync(request, prompt, talk, gateway, edges, ending);
    }

    private static async Task<int> ConverseAsync(ChatRequest request, Talk talk, Companion gateway, CommandEdges edges, CancellationToken cancel)
    {
        using var conversation = new Conversation(talk, edges, request.Model, gateway.Health.IsDemo);
        try
        {
            await conversation.RunAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Told to end while nothing was asked.
        }

        return ExitCodes.Done;
    }

    private static async Task<int> AskOnceAsync(ChatRequest request, string prompt, Talk talk, Companion gateway, CommandEdges edges, CancellationTokenSource ending)
    {
        // There is nothing after this answer, so that Ctrl-C ends both.
        using var interrupts = edges.Interrupts.Listen(ending.Cancel);
        var isDemo = gateway.Health.IsDemo;
        var turn = await talk.AskAsync(new Question(request.Model, [new Message("user", prompt)]), request.IsJson ? _ => { } : edges.Say, ending.Token);
        if (request.IsJson)
        {
            TurnJson.Write(edges.Out, request.Model, turn, isDemo);
        }
        else
        {
            if (turn.Text.Length > 0)
                edges.Out.WriteLine();
            if (turn.Error is { } error)
                edges.Error.WriteLine(Plain.Line(TurnWords.Of(error)));

            // Below the answer for people; a file gets the answer alone.
            if (edges.Width is not null)
                Screen.Open(edges).Line(TurnWords.Of(turn, isDemo), Styles.Faint);
            else
                edges.Error.WriteLine(Plain.Line(TurnWords.Of(turn, isDemo)));
        }

        return turn.IsServed ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<string> ReadPipeAsync(CommandEdges edges, CancellationToken cancel)
    {
        var text = new char[4096];
        var all = new System.Text.StringBuilder();
        while (all.Length <= MostPiped && await edges.In.ReadAsync(text, cancel) is > 0 and var read)
            all.Append(text, 0, read);
        return all.ToString().Trim();
    }
}

/// <summary>What the command line asked of <c>chat</c>.</summary>
internal sealed record ChatRequest(CatalogueRequest Place, string? Prompt = null, string Model = "auto", string? Url = null, bool IsJson = false);
