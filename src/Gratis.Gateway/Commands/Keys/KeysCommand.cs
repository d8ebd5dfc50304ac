using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;

namespace Gratis.Gateway.Commands.Keys;

/// <summary><c>gratis keys</c>: the owner's keys at providers, sealed in the data folder; a running gateway takes changes up within seconds.</summary>
internal static class KeysCommand
{
    public static Command Create(Func<CommandEdges> edges, Func<KeyInput> input)
    {
        var command = new Command("keys", "The keys of your accounts at providers, kept encrypted. A running gateway takes a change up within seconds.");
        command.Subcommands.Add(Add(edges, input));
        command.Subcommands.Add(List(edges));
        command.Subcommands.Add(Rotate(edges, input));
        command.Subcommands.Add(Remove(edges, input));
        return command;
    }

    private static Command Add(Func<CommandEdges> edges, Func<KeyInput> input)
    {
        var command = new Command("add", "Add an account: the key is read from standard input, or typed without being shown. Several lines are several accounts.");
        var provider = new Argument<string>("PROVIDER") { Description = "The provider, as `gratis providers` names it." };
        var label = new Option<string?>("--label") { Description = "What you call the account." };
        command.Arguments.Add(provider);
        command.Options.Add(label);
        var shared = new KeysOptions(command);
        command.SetAction((parsed, cancel) => KeysChanges.AddAsync(shared.RequestOf(parsed), parsed.GetValue(provider)!, parsed.GetValue(label), edges(), input(), cancel));
        return command;
    }

    private static Command List(Func<CommandEdges> edges)
    {
        var command = new Command("list", "List all accounts, those of config and environment too, and how each stands.");
        var shared = new KeysOptions(command);
        command.SetAction((parsed, cancel) => KeysList.RunAsync(shared.RequestOf(parsed), edges(), cancel));
        return command;
    }

    private static Command Rotate(Func<CommandEdges> edges, Func<KeyInput> input)
    {
        var command = new Command("rotate", "Give an account another key, read from standard input. Its quotas and its name stay.");
        var id = Id();
        command.Arguments.Add(id);
        var shared = new KeysOptions(command);
        command.SetAction((parsed, cancel) => KeysChanges.RotateAsync(shared.RequestOf(parsed), parsed.GetValue(id)!, edges(), input(), cancel));
        return command;
    }

    private static Command Remove(Func<CommandEdges> edges, Func<KeyInput> input)
    {
        var command = new Command("remove", "Remove an account for good.");
        var id = Id();
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        command.Arguments.Add(id);
        command.Options.Add(yes);
        var shared = new KeysOptions(command);
        command.SetAction((parsed, cancel) => KeysChanges.RemoveAsync(shared.RequestOf(parsed), parsed.GetValue(id)!, parsed.GetValue(yes), edges(), input(), cancel));
        return command;
    }

    private static Argument<string> Id() => new("ID") { Description = "The account, as `gratis keys list` names it." };

    /// <summary>What all of them take. Whatever else is given may be a key, and so is taken here rather than repeated by the parser.</summary>
    private sealed class KeysOptions
    {
        private readonly PlaceOptions _place;
        private readonly Argument<string[]> _rest = new("rest") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };

        public KeysOptions(Command command)
        {
            _place = new PlaceOptions(command);
            command.Arguments.Add(_rest);
        }

        public KeysRequest RequestOf(ParseResult parsed) => new(_place.PlaceOf(parsed), _place.IsJson(parsed), HasMore: parsed.GetValue(_rest) is { Length: > 0 });
    }
}

/// <summary>What the command line asked of <c>keys</c>.</summary>
/// <param name="Catalogue">Of which installation.</param>
/// <param name="IsJson">How to answer.</param>
/// <param name="HasMore">There was more on the command line than there should be.</param>
internal sealed record KeysRequest(CatalogueRequest Catalogue, bool IsJson, bool HasMore);
