using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;

namespace Gratis.Gateway.Commands;

/// <summary>What <c>backup</c> and <c>restore</c> take alike; each says what it does with it.</summary>
internal sealed class BackupOptions
{
    private readonly Argument<string> _file;
    private readonly Option<bool> _config;
    private readonly Option<bool> _secrets;
    private readonly PlaceOptions _place;

    public BackupOptions(Command command, string file, string config, string secrets)
    {
        _file = new Argument<string>("FILE") { Description = file };
        _config = new Option<bool>("--with-config") { Description = config };
        _secrets = new Option<bool>("--with-secrets") { Description = secrets };
        command.Arguments.Add(_file);
        command.Options.Add(_config);
        command.Options.Add(_secrets);
        _place = new PlaceOptions(command);
    }

    public BackupRequest RequestOf(ParseResult parsed) =>
        new(_place.PlaceOf(parsed), parsed.GetValue(_file)!, parsed.GetValue(_config), parsed.GetValue(_secrets), _place.IsJson(parsed));
}

/// <summary>What the command line asked of <c>backup</c> or <c>restore</c>.</summary>
internal sealed record BackupRequest(CatalogueRequest Place, string File, bool IsWithConfig = false, bool IsWithSecrets = false, bool IsJson = false);
