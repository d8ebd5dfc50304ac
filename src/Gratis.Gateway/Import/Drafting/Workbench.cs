using Gratis.Catalog.Facts;
using Gratis.Gateway.Import.Reading;

namespace Gratis.Gateway.Import.Drafting;

/// <summary>What one import works with: what it has made so far, what it has to say, and what it knows.</summary>
internal sealed class Workbench
{
    private readonly List<Remark> _remarks = [];
    private readonly HashSet<Remark> _told = [];

    public Workbench(BuiltInFacts facts)
    {
        Facts = facts;
        Keys = new KeyRing();
        Shelf = new ProviderShelf(this);
    }

    public BuiltInFacts Facts { get; }

    public Draft Draft { get; } = new();

    public KeyRing Keys { get; }

    public ProviderShelf Shelf { get; }

    public IReadOnlyList<Remark> Remarks => _remarks;

    /// <summary>Where it listens, which most systems say in the same words.</summary>
    public void Place(Section server)
    {
        if (server.Value("host") is { } host)
            Draft.Server["host"] = host;
        if (server.Whole("port", 0, 65_535) is { } port)
            Draft.Server["port"] = DraftValue.Of(port);
    }

    /// <summary>Says something once.</summary>
    public void Remark(int line, string key, string message)
    {
        var remark = new Remark(line, key, message);
        if (_told.Add(remark))
            _remarks.Add(remark);
    }
}
