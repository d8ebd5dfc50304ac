using System.CommandLine;
using Gratis.Gateway.Commands.Catalogue;

namespace Gratis.Gateway.Commands;

/// <summary>The options that every command about the catalogue takes.</summary>
internal sealed class CatalogueOptions
{
    private readonly Option<bool> _refresh = new("--refresh") { Description = "Ask the providers for their lists first; else only what is stored counts and nobody is asked." };
    private readonly PlaceOptions _place;

    public CatalogueOptions(Command command)
    {
        _place = new PlaceOptions(command);
        command.Options.Add(_refresh);
    }

    public CatalogueRequest RequestOf(ParseResult parsed) => _place.PlaceOf(parsed) with { IsRefreshed = parsed.GetValue(_refresh) };

    public bool IsJson(ParseResult parsed) => _place.IsJson(parsed);
}
