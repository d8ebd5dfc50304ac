namespace Gratis.Health;

/// <summary>One attempt on its way through the cells of its route, with the trials it holds.</summary>
/// <param name="Started">When it set out.</param>
/// <param name="Provider">Its trial of the provider.</param>
/// <param name="Account">Its trial of the account.</param>
/// <param name="Route">Its trial of the route.</param>
/// <param name="AccountModel">Its trial of the model on the account.</param>
internal readonly record struct Pass(DateTimeOffset Started, Trial Provider, Trial Account, Trial Route, Trial AccountModel)
{
    /// <summary>Whether this attempt decides for others.</summary>
    public bool IsTrial => Provider != default || Account != default || Route != default || AccountModel != default;
}
