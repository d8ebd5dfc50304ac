using System.CommandLine;
using Gratis.Gateway.Pool;

namespace Gratis.Gateway.Commands;

/// <summary>The options that everything below <c>gratis pool</c> takes.</summary>
internal sealed class PoolCommandOptions
{
    private readonly Option<string?> _input = new("--input") { Description = "The list from a file (default: OpenRouter's own, asked now)." };
    private readonly Option<string?> _url = new("--url") { Description = "Another address of the list.", Hidden = true };
    private readonly Option<string?> _into = new("--into") { Description = "The file that it goes into; without it: standard output." };
    private readonly Option<bool> _apply = new("--apply") { Description = "Write the file." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing, show what would change (the default); exit code 10 where something would." };
    private readonly Option<string?> _config = new("--config") { Description = "A gratis.yaml whose discovery.primary_blocklist counts too (default: none)." };
    private readonly Option<string?> _data = new("--data") { Description = "A gateway's data folder: how models fared there, and which were charged, counts too (default: none)." };
    private readonly Option<bool> _json = new("--json") { Description = "Write a report as JSON." };

    public PoolCommandOptions(Command command)
    {
        foreach (var option in (Option[])[_input, _url, _into, _apply, _dryRun, _config, _data, _json])
            command.Options.Add(option);
        _url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string?>(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                result.AddError("--url must be an absolute http or https address.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(_apply) && result.GetValue(_dryRun))
                result.AddError("--apply writes and --dry-run does not: give one of them.");
            if (result.GetValue(_apply) && result.GetValue(_into) is null)
                result.AddError("--apply needs --into FILE.");
            if (result.GetValue(_input) is not null && result.GetValue(_url) is not null)
                result.AddError("--input reads a file and --url asks for a list: give one of them.");
        });
    }

    public Option<string?> Into => _into;

    public PoolRequest RequestOf(ParseResult parsed) => new(
        new PoolSource(parsed.GetValue(_input), parsed.GetValue(_url) is { } url ? new Uri(url) : null),
        new Target(parsed.GetValue(_into), parsed.GetValue(_apply)))
    {
        Config = parsed.GetValue(_config),
        Data = parsed.GetValue(_data),
        IsJson = parsed.GetValue(_json),
    };
}
