namespace Gratis.Console.Tests.Browsing;

/// <summary>Which browser is taken.</summary>
public sealed class BrowserPlaceTests
{
    [Fact]
    public void The_one_that_is_named_wins() =>
        Find(new() { ["GRATIS_CHROMIUM"] = "/opt/mine", ["PATH"] = "/bin" }, "/opt/mine", "/usr/bin/chromium").ShouldBe("/opt/mine");

    [Fact]
    public void A_name_that_leads_nowhere_is_told_and_not_passed_over() =>
        Should.Throw<InvalidOperationException>(() => Find(new() { ["GRATIS_CHROMIUM"] = "/opt/mine" }, "/usr/bin/chromium")).Message.ShouldContain("GRATIS_CHROMIUM names /opt/mine");

    [Fact]
    public void Chromium_comes_before_Chrome_wherever_they_are() =>
        Find(new() { ["PATH"] = "/first:/second" }, "/first/google-chrome", "/second/chromium-browser").ShouldBe("/second/chromium-browser");

    [Fact]
    public void The_one_without_windows_comes_first() =>
        Find(new() { ["PATH"] = "/first" }, "/first/chromium", "/usr/bin/chromium-headless-shell").ShouldBe("/usr/bin/chromium-headless-shell");

    [Fact]
    public void Without_any_it_says_what_to_install() =>
        Should.Throw<InvalidOperationException>(() => Find([])).Message.ShouldContain("apt-get install -y chromium");

    private static string Find(Dictionary<string, string?> environment, params string[] files) =>
        BrowserPlace.Find(environment.GetValueOrDefault, files.Contains);
}
