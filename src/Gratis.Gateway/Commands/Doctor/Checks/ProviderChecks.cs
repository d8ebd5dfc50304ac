using Gratis.Gateway.Commands.Doctor.Facts;

namespace Gratis.Gateway.Commands.Doctor.Checks;

/// <summary>How providers answer: whether they can be reached, and whether they take their keys.</summary>
internal static class ProviderChecks
{
    public static IEnumerable<Finding> Of(IReadOnlyList<ProviderAnswer> providers)
    {
        foreach (var provider in providers)
        {
            yield return Reach(provider);
            foreach (var account in provider.Accounts)
                yield return Key(provider, account);
        }

        var remote = providers.Where(provider => !provider.IsLocal).ToList();
        if (remote.Count > 1 && remote.TrueForAll(provider => provider.Fault is not null))
        {
            yield return Finding.Error(
                "network", "no provider can be reached", "at least one that answers", "Look at this machine's network, its firewall, and whether only a proxy leads outside: Gratis dials directly.");
        }
    }

    private static Finding Reach(ProviderAnswer provider)
    {
        var check = "provider " + provider.Provider;
        var took = FormattableString.Invariant($"{provider.Took.TotalMilliseconds:0} ms");
        return provider switch
        {
            { Fault: { } fault, IsLocal: true } => Finding.Note(check, $"{provider.Host}: {fault.What}: it is switched off, or elsewhere", fault.Cure),
            { Fault: { } fault } => Finding.Error(check, $"{provider.Host}: {fault.What}", "a provider that answers", fault.Cure),
            { Status: >= 500 and var status } => Finding.Warning(check, $"{provider.Host} answers {status}: it has a fault", "its list of models", "Try again in a while; its status page may know more."),
            { Status: 429 } => Finding.Warning(check, $"{provider.Host} answers 429: it is asked too often", "its list of models", "Try again in a while."),
            { Status: (404 or 405 or 410) and var status } => Finding.Warning(
                check, $"{provider.Host} answers {status} where its list of models should be", "its list of models", $"Look at providers.{provider.Provider}.base_url: it ends with the version segment, mostly /v1."),
            { Status: >= 300 and < 400 and var status } => Finding.Error(
                check, $"{provider.Host} answers {status}: a redirect, and redirects are never followed", "its list of models", $"Set providers.{provider.Provider}.base_url to the address that it points to."),
            _ => Finding.Ok(check, $"{provider.Host} answers, {took}"),
        };
    }

    private static Finding Key(ProviderAnswer provider, KeyVerdict account) => account.Answer switch
    {
        KeyAnswer.Accepted => Finding.Ok("key " + account.Account, "accepted"),
        KeyAnswer.Refused => Finding.Error(
            "key " + account.Account, account.Detail, "a key that its provider takes",
            $"Make a new one and set it; `gratis providers {provider.Provider}` says where. A key that was just made may need a minute."),
        _ => Finding.Note("key " + account.Account, account.Detail),
    };
}
