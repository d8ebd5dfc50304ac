using Gratis.Catalog;
using Gratis.Hosting.Options;

namespace AspNetChat;

/// <summary>The section <c>Gratis</c> of the configuration: the one provider to ask in place of whatever the environment has keys for.</summary>
internal sealed record OneProvider(string Url, string Model, string? Key = null)
{
    public void AddTo(GratisOptions options)
    {
        options.Edges.Environment = _ => null;
        options.Discovery.Enabled = false;
        options.Providers["mine"] = new ProviderOptions { BaseUrl = Url, ApiKey = Key, Free = FreeRule.All, Models = { new ModelOptions { Id = Model, Tools = true } } };
    }
}
