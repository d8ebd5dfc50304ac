using Gratis.AspNetCore.Access;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration.Model;
using Gratis.Hosting.Options;
using Gratis.Quotas;
using Gratis.Stores;

namespace Gratis.Gateway.Serving;

/// <summary>From the config to who may do what. A client's books go by its name, so a reload leaves them as they are.</summary>
internal sealed class AccessRules(ListenAddress address, Func<KeyHash?> generatedAdmin, QuotaLedger ledger, BuiltInFacts facts)
{
    /// <summary>Why this server must not start; null when it may.</summary>
    public static string? RefusalToStart(AccessSnapshot access, ListenAddress address) =>
        access.IsLoopback || access.ClientKeys.Count > 0
            ? null
            : $"'{address.Host}' can be reached from other machines, and there is no client key: anyone could spend your quotas. Add one under auth.client_keys, or listen on 127.0.0.1.";

    public AccessSnapshot For(GatewayConfig config) => new()
    {
        ClientKeys = [.. config.Auth.ClientKeys.Select(key => KeyOf(key, config.Spill.Zone))],
        AdminToken = config.Auth.AdminToken is { } own ? KeyHash.Of(own.Reveal()) : generatedAdmin(),
        BudgetZone = config.Spill.Zone,
        IsLoopback = address.IsLoopback,
        AllowedHosts = config.Server.AllowedHosts.Count == 0 ? [] : [.. config.Server.AllowedHosts, address.Host],
        AllowedOrigins = config.Server.AllowedOrigins,
    };

    private ClientKey KeyOf(ClientKeyConfig key, string zone)
    {
        var terms = new ClientTerms
        {
            Name = key.Name,
            Limits = new ClientKeyLimits { Rpm = key.Rpm, Rpd = key.Rpd, Tpm = key.Tpm, Tpd = key.Tpd, Concurrency = key.Concurrency },
            Budget = new BudgetTerms(key.DailyBudgetUsd, key.MonthlyBudgetUsd, zone),
            Models = key.Models,
            IsBackground = key.Priority == ClientPriority.Background,
            Policy = new ClientKeyPolicy
            {
                Providers = Ids(key.Providers),
                AvoidProviders = Ids(key.AvoidProviders),
                Regions = key.Regions,
                AvoidRegions = key.AvoidRegions,
                NoTraining = key.Privacy == PrivacyRule.NoTraining,
            },
            IsSticky = key.Sticky,
            MaxWait = key.MaxWaitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        return new ClientKey(key.Name, terms, KeyHash.Of(key.Key!.Reveal()), ledger);
    }

    private IReadOnlyList<string> Ids(IReadOnlyList<string> names) => [.. names.Select(name => facts.Names.GetValueOrDefault(name, name))];
}
