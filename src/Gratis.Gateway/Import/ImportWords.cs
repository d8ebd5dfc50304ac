namespace Gratis.Gateway.Import;

/// <summary>The systems' names on the command line.</summary>
internal static class ImportWords
{
    public static string NameOf(ImportSystem system) => system switch
    {
        ImportSystem.OpenMux => "openmux",
        ImportSystem.LlmProxy => "llmproxy",
        ImportSystem.FreeRouter => "freerouter",
        ImportSystem.Env => "env",
        _ => "litellm",
    };
}
