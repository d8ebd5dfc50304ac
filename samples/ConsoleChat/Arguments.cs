using Gratis.Catalog;
using Gratis.Hosting.Options;

namespace ConsoleChat;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(string? Url, string? Key, string? Model)
{
    /// <summary>The arguments; null where they make no sense.</summary>
    public static Arguments? Read(string[] args)
    {
        var asked = new Arguments(null, null, null);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            Arguments? more = args[i] switch
            {
                "--url" => asked with { Url = args[i + 1] },
                "--key" => asked with { Key = args[i + 1] },
                "--model" => asked with { Model = args[i + 1] },
                _ => null,
            };
            if (more is null)
                return null;
            asked = more;
        }

        return args.Length % 2 == 0 && (asked.Url is null || asked.Model is not null) ? asked : null;
    }

    /// <summary>The one endpoint that was named, or whatever the environment has keys for.</summary>
    public GratisOptions ToOptions()
    {
        var options = new GratisOptions();
        if (Url is null)
            return options;

        options.Edges.Environment = _ => null;
        options.Discovery.Enabled = false;
        options.Providers["mine"] = new ProviderOptions { BaseUrl = Url, ApiKey = Key, Free = FreeRule.All, Models = { new ModelOptions { Id = Model! } } };
        return options;
    }
}
