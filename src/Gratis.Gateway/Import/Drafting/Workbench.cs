using Gratis.Catalog.Facts;

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

    /// <summary>Says something once.</summary>
    public void Remark(int line, string key, string message)
    {
        var remark = new Remark(line, key, message);
        if (_told.Add(remark))
            _remarks.Add(remark);
    }
}
