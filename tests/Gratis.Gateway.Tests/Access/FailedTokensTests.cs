using System.Net;
using Gratis.AspNetCore.Access;
using Gratis.Gateway.Tests.Configuration;

namespace Gratis.Gateway.Tests.Access;

public sealed class FailedTokensTests
{
    private readonly ManualTime _time = new();
    private readonly FailedTokens _failed;

    public FailedTokensTests() => _failed = new FailedTokens(_time);

    [Fact]
    public void An_address_waits_for_itself_alone()
    {
        Block("192.0.2.1");

        IsOpen("192.0.2.1").ShouldBeFalse();
        IsOpen("192.0.2.2").ShouldBeTrue();
        IsOpen(null).ShouldBeTrue();
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", false)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", true)]
    public void What_one_host_has_all_to_itself_counts_as_one(string? blocked, string other, bool isOpen)
    {
        Block(blocked);

        IsOpen(other).ShouldBe(isOpen);
    }

    [Fact]
    public void Old_failures_are_forgotten()
    {
        Block("192.0.2.1");
        _time.Advance(FailedTokens.Memory);
        for (var i = 0; i < FailedTokens.Free - 1; i++)
            _failed.Add(IPAddress.Parse("192.0.2.1")).ShouldBe(i + 1);

        IsOpen("192.0.2.1").ShouldBeTrue();
    }

    [Fact]
    public void However_many_addresses_fail_only_so_many_are_remembered_and_the_latest_among_them()
    {
        Block("192.0.2.1");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        for (var i = 0; i < FailedTokens.MostAddresses; i++)
            _failed.Add(new IPAddress(i + 1L));
        Block("192.0.2.2");

        IsOpen("192.0.2.1").ShouldBeTrue("the oldest gave way");
        IsOpen("192.0.2.2").ShouldBeFalse();
    }

    [Fact]
    public void Four_cost_nothing_the_fifth_a_second_and_each_that_follows_twice_as_long_up_to_thirty()
    {
        var address = IPAddress.Parse("192.0.2.1");
        for (var i = 1; i < FailedTokens.Free; i++)
        {
            _failed.Add(address).ShouldBe(i);
            _failed.WaitOf(address).ShouldBeNull();
        }

        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            _failed.Add(address);
            _failed.WaitOf(address).ShouldBe(TimeSpan.FromSeconds(seconds));
            _time.Advance(TimeSpan.FromSeconds(seconds));
            _failed.WaitOf(address).ShouldBeNull();
        }

        _failed.Forget(address);
        _failed.Add(address).ShouldBe(1);
    }

    private void Block(string? address)
    {
        for (var i = 0; i < FailedTokens.Free; i++)
            _failed.Add(Parse(address));
    }

    private bool IsOpen(string? address) => _failed.WaitOf(Parse(address)) is null;

    private static IPAddress? Parse(string? address) => address is null ? null : IPAddress.Parse(address);
}
