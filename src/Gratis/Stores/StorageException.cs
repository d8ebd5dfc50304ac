namespace Gratis.Stores;

/// <summary>A store cannot be used. The message says where, what happened and what to do.</summary>
public sealed class StorageException : Exception
{
    /// <summary>A failure at a place.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="path">The file or folder.</param>
    /// <param name="what">What happened, as a sentence without its full stop.</param>
    /// <param name="cure">What to do, as a sentence.</param>
    /// <param name="inner">The driver's own failure.</param>
    public StorageException(StorageFault fault, string path, string what, string cure, Exception? inner = null)
        : base($"{path}: {what}. {cure}", inner)
    {
        Fault = fault;
        Path = path;
    }

    /// <summary>What is wrong.</summary>
    public StorageFault Fault { get; }

    /// <summary>The file or folder.</summary>
    public string Path { get; }
}
