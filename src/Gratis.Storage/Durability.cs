namespace Gratis.Storage;

/// <summary>What a commit has to survive.</summary>
internal enum Durability
{
    /// <summary>The end of the process; a power cut may take the last moments.</summary>
    Process,

    /// <summary>A power cut.</summary>
    PowerCut,
}
