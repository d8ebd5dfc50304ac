namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>Wordings that condemn the credential or its account as a whole. A bare 401 or 403 is not here: it may be one model's entitlement.</summary>
internal static class KeyRules
{
    private const On Anywhere = On.Bad | On.Access | On.Missing | On.Inside;

    public static readonly Rule[] All =
    [
        Rule.For(Anywhere, Verdict.KeyRefused, Reach.Account,
            ["invalid_api_key", "API_KEY_INVALID", "API_KEY_EXPIRED", "API_KEY_SERVICE_BLOCKED", "InvalidApiKey", "authentication_error", "AuthenticationError", "organization_restricted",
             "account_deactivated", "account_suspended", "CONSUMER_SUSPENDED", "SERVICE_DISABLED", "base_resp/1004", "base_resp/2049", "telegram_required", "ACCESS_TOKEN_EXPIRED",
             "invalid_iam_token", "1110", "1111", "1112", "1120", "1121", "3023"],
            ["api key not valid", "invalid api key", "invalid api_key", "invalid apikey", "incorrect api key", "invalid api token", "invalid access token", "invalid authentication",
             "api key is invalid", "api key is not valid", "api key expired", "api key has expired", "api key has been", "api key was reported", "api key not found", "invalid key provided",
             "authentication fails", "bind your alibaba cloud account", "sufficient permissions to call inference providers", "has not been used in project",
             "organization has been restricted", "organization has been disabled", "account has been suspended", "account has been disabled", "account is disabled", "account is not active",
             "account_deactivated", "account deactivated", "account has been locked", "account is locked", "账号已被", "账户已被", "无效的api", "api key无效", "apikey无效", "api key 无效"]),

        // Zhipu's numbers; without the status they condemn nobody, since Mistral calls its own breakdown 1000.
        Rule.For(On.Access, Verdict.KeyRefused, Reach.Account, ["1000", "1001", "1002", "1003", "1004"]),
        Rule.For(On.Access | On.Inside, Verdict.KeyRefused, Reach.Account,
            ["UNAUTHENTICATED"],
            ["api key", "apikey", "api_key", "api-key", "invalid token", "token is invalid", "token expired", "token has expired", "expired token", "revoked", "invalid credentials",
             "invalid username or password", "authentication failed", "authentication error", "authentication required", "missing authentication", "no auth credentials", "user not found",
             "no cookie auth", "bad credentials", "令牌", "身份验证", "鉴权失败", "认证失败", "密钥"]),
    ];
}
