using Gratis.Catalog;

namespace Gratis.Discovery.Sources;

/// <summary>models.dev, a public catalogue that is asked as if it were a provider: nobody's models are served from there.</summary>
internal static class ModelsDevTarget
{
    /// <summary>Its name among the lists.</summary>
    public const string Name = "models.dev";

    /// <summary>A second opinion need not be of this hour, and it is a guest's visit.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    public static ListingTarget Create()
    {
        var url = new Uri("https://models.dev/api.json");
        return new ListingTarget(
            new Provider { Id = Name, BaseUrl = new Uri(url, "/"), ChatUrl = url, Auth = AuthStyle.None, Accounts = [new Account(Name, null)] }, url);
    }
}
