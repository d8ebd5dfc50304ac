using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;

namespace Gratis.Gateway.Commands;

/// <summary>The options that every command about the catalogue takes.</summary>
internal sealed class CatalogueOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "Config file (default: gratis.yaml here, else $GRATIS_CONFIG)." };
    private readonly Option<string?> _data = new("--data") { Description = "Data folder (default: $GRATIS_DATA, else the platform's local data folder)." };
    private readonly Option<bool> _refresh = new("--refresh") { Description = "Ask the providers for their lists first; else only what is stored counts and nobody is asked." };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON." };

    public CatalogueOptions(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_data);
        command.Options.Add(_refresh);
        command.Options.Add(_json);
    }

    public CatalogueRequest RequestOf(ParseResult parsed) => new(parsed.GetValue(_config), parsed.GetValue(_data), parsed.GetValue(_refresh));

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);
}
