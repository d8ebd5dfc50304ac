namespace Gratis.Gateway.Tests.Deploy;

/// <summary>The systemd unit.</summary>
public sealed class UnitFileTests
{
    private static readonly (string Section, string Key, string Value)[] Lines = [.. Read()];

    [Theory]
    [InlineData("DynamicUser", "yes")]
    [InlineData("NoNewPrivileges", "yes")]
    [InlineData("ProtectSystem", "strict")]
    [InlineData("ProtectHome", "yes")]
    [InlineData("PrivateDevices", "yes")]
    [InlineData("CapabilityBoundingSet", "")]
    [InlineData("StateDirectory", "gratis")]
    [InlineData("UMask", "0077")]
    public void It_gets_its_state_and_the_network_and_nothing_else(string key, string value) =>
        Lines.ShouldContain(("Service", key, value));

    [Fact]
    public void Its_data_is_where_systemd_lets_it_write() => Lines.ShouldContain(("Service", "Environment", "GRATIS_DATA=/var/lib/gratis"));

    [Fact]
    public void It_is_given_the_time_to_end_that_the_program_takes() =>
        int.Parse(Lines.Single(line => line.Key == "TimeoutStopSec").Value, null).ShouldBeGreaterThan(40);

    private static IEnumerable<(string Section, string Key, string Value)> Read()
    {
        var section = "";
        foreach (var line in DeployFiles.Read("deploy/systemd/gratis.service").Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
                section = line.Trim('[', ']');
            else
                yield return (section, line.Split('=', 2)[0], line.Split('=', 2)[1]);
        }
    }
}
