namespace Gratis.Stores;

/// <summary>What is wrong with a store.</summary>
public enum StorageFault
{
    /// <summary>The content is damaged.</summary>
    Corrupt,

    /// <summary>The file is something else than a database.</summary>
    NotADatabase,

    /// <summary>The file is the database of another program.</summary>
    Foreign,

    /// <summary>A newer release has written it.</summary>
    NewerSchema,

    /// <summary>A migration that was applied is not the one this release knows.</summary>
    AlteredSchema,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>It can be read, not written.</summary>
    ReadOnly,

    /// <summary>Somebody else holds it.</summary>
    Locked,

    /// <summary>The folder or file is missing or cannot be opened.</summary>
    CannotOpen,

    /// <summary>This user may not use the folder or file.</summary>
    NoPermission,

    /// <summary>The disk failed, or something not listed here.</summary>
    Failed,
}
