using System.CommandLine;
using Gratis.Gateway.Pool;

namespace Gratis.Gateway.Commands;

/// <summary><c>gratis pool generate</c>.</summary>
internal static class PoolCommandGenerate
{
    private const int Largest = 100;

    public static Command Create(Func<CommandEdges> edges)
    {
        var command = new Command("generate", "Make a pool of OpenRouter's free models that call tools: stable, weighted, between markers of your file.");
        var format = new Option<string>("--format") { Description = "What to write (default: litellm).", DefaultValueFactory = _ => PoolWords.Formats[0] };
        format.AcceptOnlyFromAmong(PoolWords.Formats);
        var size = new Option<int>("--size") { Description = "How many models.", DefaultValueFactory = _ => 10 };
        var blocklist = new Option<string?>("--blocklist") { Description = "A file of models to keep out: an id or pattern a line, # begins a comment." };
        var profile = new Option<string>("--profile") { Description = "By which points (default: ours).", DefaultValueFactory = _ => PoolWords.Profiles[0] };
        profile.AcceptOnlyFromAmong(PoolWords.Profiles);
        var summary = new Option<string?>("--summary") { Description = "Write what changed, why, and how to block a model, as markdown." };
        summary.AcceptOnlyFromAmong("markdown");
        var paid = new Option<string?>("--paid") { Description = "In a new LiteLLM config: a paid model to fall back on, as openrouter/openai/gpt-5-mini. Nothing bounds what that costs." };
        foreach (var option in (Option[])[format, size, blocklist, profile, summary, paid])
            command.Options.Add(option);
        var shared = new PoolCommandOptions(command);
        size.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Largest)
                result.AddError($"--size must be between 1 and {Largest}.");
        });
        command.Validators.Add(result =>
        {
            // A default is not there yet while the line is checked.
            var isNew = result.GetValue(shared.Into) is null && (result.GetValue(format) ?? PoolWords.Formats[0]) == PoolWords.Formats[0];
            if (result.GetValue(paid) is not null && !isNew)
                result.AddError("--paid is for a new LiteLLM config on standard output: a file that is there has its own settings.");
        });
        command.SetAction((parsed, cancel) => new Generator(
            shared.RequestOf(parsed) with
            {
                Format = PoolWords.FormatOf(parsed.GetValue(format)!),
                Profile = PoolWords.ProfileOf(parsed.GetValue(profile)!),
                Size = parsed.GetValue(size),
                Blocklist = parsed.GetValue(blocklist),
                Paid = parsed.GetValue(paid),
                IsSummary = parsed.GetValue(summary) is not null,
            },
            edges()).RunAsync(cancel));
        return command;
    }
}
