using System.Text.Json;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Serving;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary>What one command wrote and how it ended.</summary>
internal sealed record CommandRun(int Exit, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public IReadOnlyList<JsonElement> Data => [.. Json.GetProperty("data").EnumerateArray()];

    /// <summary>The ids of the listed routes in their order.</summary>
    public IReadOnlyList<string> RouteIds => [.. Data.Select(row => row.GetProperty("route_id").GetString()!)];

    public IReadOnlyList<string> Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A command in a gateway's folder and environment, whether it runs or not.</summary>
    public static Task<CommandRun> InAsync(TestGateway gateway, params string[] arguments) =>
        RunAsync(new Terminal(gateway.Folder) { Environment = gateway.Environment, Time = gateway.Time }, [.. arguments, "--data", gateway.DataFolder]);

    public static async Task<CommandRun> RunAsync(Terminal terminal, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var around = new Surroundings(terminal.Folder, terminal.Environment, error, terminal.Time, new Random(7));
        var edges = new CommandEdges(around, output, error) { Width = terminal.Width, HasColor = terminal.HasColor, In = new StringReader(terminal.Input ?? ""), IsTyped = terminal.IsTyped, Interrupts = terminal.Interrupts };
        var exit = await GratisCommand.Create(() => edges).Parse(arguments).InvokeAsync().Soon();
        return new CommandRun(exit, output.ToString(), error.ToString());
    }

    public CommandRun ShouldBeDone()
    {
        Exit.ShouldBe(ExitCodes.Done, Error);
        return this;
    }

    /// <summary>One listed route.</summary>
    public JsonElement Row(string route) => Data.Single(row => row.GetProperty("route_id").GetString() == route);
}

/// <summary>Where a command is typed.</summary>
internal sealed record Terminal(string Folder)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public int? Width { get; init; }

    public bool HasColor { get; init; }

    /// <summary>What comes through its pipe.</summary>
    public string? Input { get; init; }

    /// <summary>It is typed by somebody who sits there.</summary>
    public bool IsTyped { get; init; }

    public Interrupts Interrupts { get; init; } = new();
}
