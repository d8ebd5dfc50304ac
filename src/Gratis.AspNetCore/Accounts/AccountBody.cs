using System.Text.Json;

namespace Gratis.AspNetCore.Accounts;

/// <summary>What the owner says of accounts. Messages name members, and never what stands in them: it may be a key.</summary>
internal static class AccountBody
{
    /// <summary><c>{"provider", "key", "label"}</c>, or <c>keys</c> in place of <c>key</c>.</summary>
    public static AskedAccounts ReadNew(JsonElement body)
    {
        string? provider = null, label = null;
        IReadOnlyList<string>? keys = null;
        var isList = false;
        foreach (var member in Members(body, "provider, key or keys, and perhaps label"))
        {
            switch (member.Name)
            {
                case "provider":
                    provider = Text(member);
                    break;
                case "label":
                    label = LabelOf(member);
                    break;
                case "key" or "keys" when keys is not null:
                    throw new FormatException("The body must have either key or keys.");
                case "key":
                    keys = [KeyOf(member)];
                    break;
                case "keys":
                    (keys, isList) = (KeysOf(member), true);
                    break;
                default:
                    throw Strange(member, "provider, key, keys and label");
            }
        }

        if (string.IsNullOrWhiteSpace(provider))
            throw new FormatException("provider is missing: the id of a provider, such as groq.");
        return new AskedAccounts(provider.Trim(), keys ?? throw new FormatException("key is missing: the provider's API key."), label, isList);
    }

    /// <summary><c>{"label", "enabled"}</c>, or one of them.</summary>
    public static AccountPatch ReadPatch(JsonElement body)
    {
        var patch = new AccountPatch(NamesIt: false, Label: null, IsEnabled: null);
        foreach (var member in Members(body, "label, enabled, or both"))
        {
            patch = member.Name switch
            {
                "label" => patch with { NamesIt = true, Label = LabelOf(member) },
                "enabled" => patch with { IsEnabled = OwnerBody.TriState(member) ?? throw new FormatException("enabled must be true or false.") },
                _ => throw Strange(member, "label and enabled"),
            };
        }

        return patch.NamesIt || patch.IsEnabled is not null ? patch : throw new FormatException("The body must have label, enabled, or both.");
    }

    /// <summary><c>{"key"}</c>.</summary>
    public static string ReadKey(JsonElement body)
    {
        string? key = null;
        foreach (var member in Members(body, "key"))
            key = member.Name == "key" ? KeyOf(member) : throw Strange(member, "key");
        return key ?? throw new FormatException("key is missing: the provider's new API key.");
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement body, string expected) =>
        body.ValueKind == JsonValueKind.Object ? body.EnumerateObject() : throw new FormatException($"The body must be an object with {expected}.");

    private static FormatException Strange(JsonProperty member, string known) =>
        new($"An account has no member '{Shorten(member.Name)}'; it has {known}.");

    private static string Shorten(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private static string Text(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : throw new FormatException($"{member.Name} must be a text.");

    private static string? LabelOf(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Null ? null : AccountWords.Label(Text(member));

    private static string KeyOf(JsonProperty member) => AccountWords.Key(Text(member), member.Name);

    private static IReadOnlyList<string> KeysOf(JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.Array || member.Value.GetArrayLength() is 0 or > AccountWords.MostKeys)
            throw new FormatException($"keys must be an array of 1 to {AccountWords.MostKeys} keys.");
        return AccountWords.Distinct([.. member.Value.EnumerateArray().Select((key, i) =>
            key.ValueKind == JsonValueKind.String ? AccountWords.Key(key.GetString()!, $"keys[{i}]") : throw new FormatException($"keys[{i}] must be a text."))]);
    }
}

/// <summary>Accounts as they were asked for.</summary>
/// <param name="Provider">As the owner calls it: an id or an alias.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Label">What the owner calls them.</param>
/// <param name="IsList">They were given as a list, and are answered as one.</param>
internal sealed record AskedAccounts(string Provider, IReadOnlyList<string> Keys, string? Label, bool IsList)
{
    /// <summary>Without the keys.</summary>
    public override string ToString() => $"{Keys.Count} key(s) of {Provider}";
}
