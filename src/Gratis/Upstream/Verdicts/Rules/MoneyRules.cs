namespace Gratis.Upstream.Verdicts.Rules;

/// <summary>
/// Wordings that ask for money. A plan or a purchase that one model needs stays with that model on that account, because the free models
/// of the same key go on; only an account in debt, blocked or without anything left is set aside whole.
/// </summary>
internal static class MoneyRules
{
    private const On Plans = On.Bad | On.Access | On.Payment | On.Missing | On.Inside;

    public static readonly Rule[] All =
    [
        Rule.For(On.Any, Verdict.PaymentWanted, Reach.AccountModel,
            ["1113", "30001", "AllocationQuota.FreeTierOnly", "5035", "PAID_MODEL_AUTH_REQUIRED", "CreditsError"],
            ["insufficient balance (1008)", "insufficient balance or no resource package", "requires more credits", "can only afford", "never purchased credits", "free allocated quota exceeded",
             "free tier of the model has been exhausted", "valid service tier"]),
        Rule.For(On.Any, Verdict.PaymentWanted, Reach.Account,
            ["openrouter_key_limit", "openrouter_credits", "insufficient_quota", "exceeded_current_quota_error", "insufficient_balance", "InsufficientBalance", "NOT_ENOUGH_BALANCE",
             "insufficient_user_quota", "billing_hard_limit_reached", "billing_not_active", "PAYMENT_METHOD_REQUIRED", "AccountOverdueError", "Arrearage", "base_resp/1008", "1309",
             "insufficient_credits", "insufficient_funds"],
            ["insufficient balance", "insufficient credit", "insufficient funds", "insufficient account balance", "balance is insufficient", "balance not enough", "not enough balance",
             "negative balance", "check your plan and billing", "used all available credits", "credits expired", "credit limit exceeded", "key limit exceeded", "payment method is required",
             "out of credits", "no credits", "no cake credits", "account is overdue", "account overdue", "overdue balance", "in good standing", "available tokens exhausted", "suspended due to insufficient",
             "card verification", "credit card on file", "余额不足", "欠费", "账户余额"]),
        Rule.For(On.Payment, Verdict.PaymentWanted, Reach.Account, phrases: ["balance", "credits", "prepaid", "your account", "top up", "recharge", "spending limit"]),
        Rule.For(Plans, Verdict.PaymentWanted, Reach.AccountModel,
            ["subscription_required", "upgrade_required", "payment_required", "model_requires_paid_plan"],
            ["requires a subscription", "subscription required", "upgrade for access", "upgrade your plan", "upgrade to a paid", "upgrade your account", "paid plan", "paid tier", "paid account",
             "requires a paid", "pro plan", "requires both a pro", "requires a pro", "pro model", "not included in your plan", "not included in the free", "not available on the free",
             "not available on free", "not available for free", "does not have a free quota tier", "free tier is not available", "only available to paid", "payment required", "需要付费", "开通付费"]),
    ];
}
