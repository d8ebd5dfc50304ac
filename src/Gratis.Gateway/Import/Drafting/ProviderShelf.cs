using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Upstream;

namespace Gratis.Gateway.Import.Drafting;

/// <summary>Finds which provider of ours a source means, by its name and its address, and puts it into the draft.</summary>
internal sealed class ProviderShelf(Workbench bench)
{
    private static readonly HashSet<string> Reserved = new(["llmproxy", "auto", "free", "gratis"], StringComparer.Ordinal);

    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of a provider that was put in under a source's name, or of a built-in one of that name.</summary>
    public string? IdOf(string name) => _ids.TryGetValue(name, out var id) ? id : bench.Facts.TryFind(name, out var known) ? known.Id : null;

    /// <summary>Puts in a provider that a source describes with name and address.</summary>
    /// <param name="name">The source's name of it.</param>
    /// <param name="address">Where it is; null: where it always is.</param>
    /// <param name="id">Its id here.</param>
    public bool TryPut(string name, DraftValue? address, [NotNullWhen(true)] out DraftProvider? provider, [NotNullWhen(true)] out string? id)
    {
        bench.Facts.TryFind(name, out var known);
        known ??= address is { } at ? ByAddress(at) : null;
        (provider, id) = (null, null);
        if (known is null && address is null)
            return false;

        (id, provider) = Put(known?.Id ?? Slug(name), known, address);
        _ids[name] = id;
        return true;
    }

    /// <summary>Puts in a provider that is known by its address alone.</summary>
    public DraftProvider PutAt(DraftValue address, out string id)
    {
        var known = ByAddress(address);
        var wanted = known?.Id ?? Slug(Uri.TryCreate(address.ToString(), UriKind.Absolute, out var url) ? url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}-{url.Port}" : address.ToString());
        (id, var provider) = Put(wanted, known, address);
        return provider;
    }

    /// <summary>One key more.</summary>
    public void AddKey(string id, DraftProvider provider, ScalarNode key, string? reference = null)
    {
        if (KeyRing.IsNoKey(key.Text))
            return;
        var purpose = $"a key of provider {id}";
        var value = reference is not null ? bench.Keys.Refer(reference, purpose) : bench.Keys.Take(key, KeyVariableOf(id), purpose);
        if (!provider.Keys.Contains(value))
            provider.Keys.Add(value);
    }

    private string KeyVariableOf(string id) =>
        bench.Facts.TryFind(id, out var known) && known.EnvironmentVariables is [var variable, ..] ? variable : Names.ForEnvironment(id) + "_API_KEY";

    /// <summary>Two servers under one name are two providers.</summary>
    private (string Id, DraftProvider Provider) Put(string wanted, ProviderFacts? known, DraftValue? address)
    {
        var own = address is { } at && !(known is not null && Same(at.ToString(), known.BaseUrl)) ? address : null;
        var id = wanted;
        for (var i = 2; bench.Draft.Providers.TryGetValue(id, out var there); i++)
        {
            if (there.Values.TryGetValue("base_url", out var its) ? own is { } mine && Same(mine.ToString(), its.ToString()) : own is null)
                return (id, there);
            id = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{i}");
        }

        var provider = new DraftProvider();
        bench.Draft.Providers.Add(id, provider);
        if (own is { } url)
            provider.Values.Add("base_url", url);
        if (own is not null && known is not { Local: true } && Uri.TryCreate(own.ToString(), UriKind.Absolute, out var where) && IsOwnHardware(where))
            provider.Values.Add("local", DraftValue.Of(true));
        return (id, provider);
    }

    private ProviderFacts? ByAddress(DraftValue address)
    {
        var text = address.ToString();
        if (bench.Facts.All.FirstOrDefault(facts => Same(text, facts.BaseUrl)) is { } exact)
            return exact;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && !IsOwnHardware(url)
            ? bench.Facts.All.FirstOrDefault(facts => Uri.TryCreate(facts.BaseUrl.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), UriKind.Absolute, out var own)
                && own.IdnHost.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase) && own.Port == url.Port)
            : null;
    }

    /// <summary>The same address, with or without a last slash, and with localhost spelled either way.</summary>
    private static bool Same(string left, string right) => Plain(left).Equals(Plain(right), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string url) => url.TrimEnd('/').Replace("//localhost", "//127.0.0.1", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwnHardware(Uri url) =>
        AddressRule.IsLoopbackSpelling(url.IdnHost)
        || url.IdnHost.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || url.IdnHost.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)
        || !url.IdnHost.Contains('.', StringComparison.Ordinal)
        || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !AddressRule.MayDial(address, isLocal: false, vouchedLoopback: false));

    /// <summary>An id that ours allow, of a name that others do.</summary>
    private static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
                slug.Append(c == '.' ? '-' : c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var id = slug.ToString().Trim('-');
        return id.Length == 0 ? "provider" : Reserved.Contains(id) ? id + "-provider" : char.IsAsciiDigit(id[0]) ? "host-" + id : id;
    }
}
