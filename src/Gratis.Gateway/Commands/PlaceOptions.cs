using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;

namespace Gratis.Gateway.Commands;

/// <summary>The options that every command about an installation takes: which one, and how to answer.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "Config file (default: gratis.yaml here, else $GRATIS_CONFIG)." };
    private readonly Option<string?> _data = new("--data") { Description = "Data folder (default: $GRATIS_DATA, else the platform's local data folder)." };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON." };

    public PlaceOptions(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_data);
        command.Options.Add(_json);
    }

    public CatalogueRequest PlaceOf(ParseResult parsed) => new(parsed.GetValue(_config), parsed.GetValue(_data));

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);
}
