namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>Wordings that say the model is gone, was never there, or is not for this account.</summary>
internal static class ModelRules
{
    private const On Anywhere = On.Bad | On.Access | On.Missing | On.Server | On.Inside;

    public static readonly Rule[] All =
    [
        // The standard sentence names both reasons; a model that is gone is by far the commoner one.
        Rule.For(Anywhere, Verdict.ModelGone, Reach.Route, phrases: ["does not exist or you do not have access"]),
        Rule.For(On.Bad | On.Access | On.Missing | On.Inside, Verdict.ModelGone, Reach.AccountModel,
            ["privacy_restricted", "ModelNotOpen", "model_terms_required", "model_not_allowed", "model_permission_blocked_org", "model_permission_blocked_project", "1220", "1311", "5016", "5018",
             "3041", "invalid_model", "model_access_denied", "Model.AccessDenied", "AccessDenied.Model"],
            ["not found for account", "don't have access", "do not have access", "does not have access", "no access to", "not have permission to", "not authorized to access",
             "not authorized to use", "not allowed to access", "not allowed to use", "no longer available to new users", "matching your data policy", "guardrail restrictions and data policy",
             "no allowed providers", "has not activated the model", "not entitled", "model is blocked at", "terms acceptance", "accept the model's terms", "无权访问", "无权限", "未开通"]),

        // Down for now, though it is said with a 400 or a 503.
        Rule.For(On.Bad | On.Server | On.Inside, Verdict.Broken, Reach.Route, phrases: ["degraded function", "no available channel", "无可用渠道", "loading model", "model is loading"]),
        Rule.For(Anywhere, Verdict.ModelGone, Reach.Route,
            ["model_not_found", "ModelNotFound", "model_not_supported", "model_unavailable", "model_decommissioned", "model_deprecated", "unknown_model", "free_variant_ended", "no_endpoints",
             "InvalidEndpointOrModel.NotFound", "InvalidEndpointOrModel.ModelIDAccessDisabled", "github_models_retirement_brownout", "1211", "1221", "1222", "5007", "3042", "20012", "NOT_FOUND_MODEL"],
            ["model not found", "no such model", "unknown model", "invalid model", "unsupported model", "model does not exist", "model not exist", "not a valid model", "model not supported",
             "model is not supported", "model is not available", "model is unavailable", "model unavailable", "is not found for api version", "decommissioned", "end of life", "end-of-life",
             "has been retired", "model has been deprecated", "model is deprecated", "model has been removed", "no longer supported", "no longer available", "promotion has ended",
             "unavailable for free", "no endpoints found", "has no provider supported", "not supported by provider", "not supported by any provider", "try pulling it", "模型不存在", "模型已下线",
             "不存在该模型", "模型未找到"]),
        Rule.For(On.Bad | On.Missing | On.Inside, Verdict.ModelGone, Reach.Route, phrases: ["does not exist", "not found", "doesn't exist", "is not available", "不存在"], and: ["model", "模型"]),
    ];
}
