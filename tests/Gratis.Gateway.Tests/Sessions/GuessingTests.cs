using System.Globalization;
using Gratis.AspNetCore.Access;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Sessions;

/// <summary>Guessing at the admin token becomes slow.</summary>
public sealed class GuessingTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync($"auth: {{ admin_token: {Owner.Token} }}");

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task After_wrong_tokens_the_address_has_to_wait_and_is_told_how_long()
    {
        await BlockAsync();

        var blocked = (await GuessAsync()).ShouldBeError(429, "rate_limit_exceeded");

        int.Parse(blocked["Retry-After"]!, CultureInfo.InvariantCulture).ShouldBeInRange(10, 30);
        _gateway.Time.Skip(FailedTokens.LongestDelay);
        (await GuessAsync()).ShouldBeError(401, "invalid_api_key");
    }

    [Fact]
    public async Task While_it_waits_not_even_the_right_token_is_looked_at()
    {
        await BlockAsync();

        (await new Browser(_gateway).SignInAsync(Owner.Token)).ShouldBeError(429, "rate_limit_exceeded")["Set-Cookie"].ShouldBeNull();
        (await _gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeError(429, "rate_limit_exceeded");
        _gateway.Time.Skip(FailedTokens.LongestDelay);
        (await _gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeServed();
    }

    [Fact]
    public async Task The_right_token_makes_good_for_the_wrong_ones()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
                (await GuessAsync()).ShouldBeError(401, "invalid_api_key");
            (await _gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeServed();
        }
    }

    [Fact]
    public async Task Wrong_tokens_in_the_header_count_as_well_and_one_warning_tells_the_owner()
    {
        for (var i = 0; i < 12; i++)
        {
            (await WrongAsync()).ShouldBeError(401, "invalid_api_key");
            _gateway.Time.Skip(FailedTokens.LongestDelay);
        }

        (await WrongAsync()).ShouldBeError(401, "invalid_api_key");
        (await WrongAsync()).ShouldBeError(429, "rate_limit_exceeded");
        (await GuessAsync()).ShouldBeError(429, "rate_limit_exceeded");

        _gateway.Log.Lines.Count(line => line.Message.Contains("Wrong admin tokens", StringComparison.Ordinal)).ShouldBe(1);
        _gateway.Log.Text.ShouldNotContain("planted-wrong-token");

        Task<Reply> WrongAsync() => _gateway.GetAsync("/admin/api/config", ("Authorization", "Bearer planted-wrong-token"));
    }

    [Fact]
    public async Task Who_is_signed_in_goes_on_while_somebody_guesses()
    {
        var browser = await Browser.SignedInAsync(_gateway);
        await BlockAsync();

        (await browser.SendAsync(HttpMethod.Put, "/admin/api/favorite-free-models", "[]")).ShouldBeServed();
    }

    [Fact]
    public async Task No_token_at_all_is_no_guess()
    {
        for (var i = 0; i < 10; i++)
            (await _gateway.GetAsync("/admin/api/config")).ShouldBeError(401, "invalid_api_key");
    }

    /// <summary>Guesses until the wait is the longest there is: longer than any machine needs for the next request.</summary>
    private async Task BlockAsync()
    {
        for (var i = 0; i < 5; i++)
            (await GuessAsync()).ShouldBeError(401, "invalid_api_key");
        for (var i = 0; i < 6; i++)
        {
            _gateway.Time.Skip(FailedTokens.LongestDelay);
            (await GuessAsync()).ShouldBeError(401, "invalid_api_key");
        }
    }

    private Task<Reply> GuessAsync() => new Browser(_gateway).SignInAsync("wrong");
}
