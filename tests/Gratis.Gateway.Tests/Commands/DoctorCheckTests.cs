using System.Collections.Immutable;
using Gratis.Gateway.Commands.Doctor;
using Gratis.Gateway.Commands.Doctor.Checks;
using Gratis.Gateway.Commands.Doctor.Facts;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Tests.Commands;

/// <summary>What the doctor makes of what was gathered.</summary>
public sealed class DoctorCheckTests
{
    private static readonly FolderFacts Folder = new("/data", Exists: true, Refusal: null, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, FreeBytes: 80_000_000_000);
    private static readonly ListenAddress Loopback = new("127.0.0.1", 8000);

    [Fact]
    public void Whatever_is_wrong_comes_with_what_was_expected_and_a_cure()
    {
        Finding[] all =
        [
            .. ConfigChecks.Of(new ConfigFacts("gratis.yaml")
            {
                Errors = [new ConfigProblem(new Origin(ConfigLayer.File, "gratis.yaml", 3, 1), "server.prot", "server.prot is not known.")],
                Warnings = [new ConfigProblem(new Origin(ConfigLayer.File, "gratis.yaml", 4, 1), "spill", "spill does nothing.")],
                OpenSecrets = ["/etc/.env"],
            }),
            .. KeyChecks.Of([]),
            .. KeyChecks.Of([new KeyLook("a", "a#1", "f", "it holds a space"), new KeyLook("b", "b#1", "f", null)]),
            .. ProviderChecks.Of([Broken("a"), Broken("b"), Answers("c", 500), Answers("d", 429), Answers("e", 404), Answers("f", 302),
                Answers("g", 401) with { Accounts = [new KeyVerdict("g#1", KeyAnswer.Refused, "refused")] }]),
            .. ProviderChecks.Of([Broken("a"), Broken("b")]),
            .. ClockChecks.Of([Answers("a", 200) with { Skew = TimeSpan.FromMinutes(2) }]),
            .. HouseChecks.Of(Folder with { Refusal = "this user may not write there", FreeBytes = 1 }),
            .. HouseChecks.Of(Folder with { Mode = UnixFileMode.OtherRead, FreeBytes = 400_000_000 }),
            .. HouseChecks.Of(new DatabaseFacts("/data/gratis.db") { Exists = true, Fault = "the database is locked. Stop it.", Damage = ["page 3"] }),
            .. DoorChecks.Of(new PortFacts(Loopback, PortState.Taken)),
            .. DoorChecks.Of(new PortFacts(Loopback, PortState.Unusable, "no rights")),
            .. DoorChecks.Of(new AccessFacts { Host = "0.0.0.0", IsLoopback = false, AdminTokenLength = 5, ShortClientKeys = ["laptop"] }),
            .. RoutingChecks.Of(new RoutingFacts { Pools = 1, Unserved = [("pools.p.targets[0]", "a/b")], EmptyPools = ["p"], SpillHasNoRoute = true }),
        ];

        var bad = all.Where(finding => finding.Severity >= Severity.Warning).ToList();
        bad.Count.ShouldBeGreaterThan(24);
        bad.ShouldAllBe(finding => finding.Found.Length > 0 && finding.Expected!.Length > 0 && finding.Cure!.Length > 0);
    }

    [Fact]
    public void A_config_error_names_file_line_and_the_line_to_mend()
    {
        var problem = new ConfigProblem(new Origin(ConfigLayer.File, "gratis.yaml", 3, 5), "server.prot", "server.prot is not known. Did you mean port?");

        var finding = ConfigChecks.Of(new ConfigFacts("gratis.yaml") { Errors = [problem] }).ShouldHaveSingleItem();

        finding.Severity.ShouldBe(Severity.Error);
        finding.Found.ShouldBe("gratis.yaml:3:5: server.prot is not known. Did you mean port?");
        finding.Cure.ShouldStartWith("Mend line 3 of gratis.yaml.");
    }

    [Theory]
    [InlineData("sk-or-v1-0123456789abcdef", null)]
    [InlineData("AIzaSyA-0123456789", null)]
    [InlineData("short", "shorter")]
    [InlineData("your-api-key-here", "placeholder")]
    [InlineData("sk-xxxxxxxxxxxx", "placeholder")]
    [InlineData("${OPENROUTER_API_KEY}", "variable")]
    [InlineData("$OPENROUTER_API_KEY", "variable")]
    [InlineData("<key of openrouter>", "space")]
    [InlineData("\"sk-0123456789\"", "quotation")]
    [InlineData("sk-0123 456789", "space")]
    [InlineData("sk-0123456789\n", "line break")]
    [InlineData("sk-0123456789ключ", "ASCII")]
    [InlineData("Bearer-sk-0123456789", "Bearer")]
    public void What_can_be_no_key_is_told_without_repeating_it(string key, string? word)
    {
        var oddity = KeyOddity.Of(key);

        if (word is null)
            oddity.ShouldBeNull();
        else
            oddity.ShouldNotBeNull().ShouldContain(word);
        oddity?.ShouldNotContain("0123456789");
    }

    [Theory]
    [InlineData(29, "Ok")]
    [InlineData(-29, "Ok")]
    [InlineData(31, "Warning")]
    [InlineData(-31, "Warning")]
    public void Half_a_minute_of_clock_skew_is_borne(int seconds, string expected)
    {
        var finding = ClockChecks.Of([Answers("a", 200) with { Skew = TimeSpan.FromSeconds(seconds) }]).ShouldHaveSingleItem();

        finding.Severity.ToString().ShouldBe(expected);
        if (expected == "Warning")
            finding.Found.ShouldContain(seconds > 0 ? "31 s behind" : "31 s ahead of");
    }

    [Fact]
    public void One_provider_with_a_wrong_clock_accuses_nobody()
    {
        ProviderAnswer[] answers = [.. new[] { 0, 1, 3600 }.Select(seconds => Answers("p", 200) with { Skew = TimeSpan.FromSeconds(seconds) })];

        ClockChecks.Of(answers).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Ok);
        ClockChecks.Of([Answers("p", 200)]).ShouldBeEmpty();
    }

    [Fact]
    public void A_local_server_that_is_off_is_no_error()
    {
        ProviderChecks.Of([Broken("ollama") with { IsLocal = true }]).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Note);
    }

    [Theory]
    [InlineData(false, 0, "Error")]
    [InlineData(false, 1, "Ok")]
    [InlineData(true, 0, "Ok")]
    public void Beyond_loopback_there_must_be_a_client_key(bool isLoopback, int keys, string expected)
    {
        var findings = DoorChecks.Of(new AccessFacts { Host = "h", IsLoopback = isLoopback, ClientKeys = keys, AdminTokenLength = 40 });

        findings.First(finding => finding.Check == "access").Severity.ToString().ShouldBe(expected);
    }

    [Fact]
    public void A_database_in_use_where_no_gateway_answers_is_worth_a_note()
    {
        var held = new DatabaseFacts("/data/gratis.db") { Exists = true, IsHeld = true };

        HouseChecks.Of(held, new PortFacts(Loopback, PortState.Free)).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Note);
        HouseChecks.Of(held, new PortFacts(Loopback, PortState.Ours)).ShouldBeEmpty();
        HouseChecks.Of(held with { IsHeld = false }, new PortFacts(Loopback, PortState.Free)).ShouldBeEmpty();
    }

    private static ProviderAnswer Answers(string provider, int status) => new(provider, IsLocal: false) { Host = "h", Status = status };

    private static ProviderAnswer Broken(string provider) => new(provider, IsLocal: false) { Host = "h", Fault = new Fault("no answer", "Look.") };
}
