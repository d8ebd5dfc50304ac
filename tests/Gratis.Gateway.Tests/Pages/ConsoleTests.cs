using System.IO.Compression;
using System.Text.RegularExpressions;
using Gratis.AspNetCore.Pages;
using Gratis.Gateway.Serving;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Pages;

/// <summary>The console that was built with this gateway, through its door.</summary>
public sealed partial class ConsoleTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync("discovery: { enabled: false }");

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    public static TheoryData<string> Addresses()
    {
        string[] promised = ["/", "/sign-in", "/chat", "/models", "/models/any/thing", "/status"];
        return [.. promised.Union(ConsoleFiles.In(typeof(GatewayServer).Assembly).Pages)];
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Every_page_starts_with_the_same_file_which_nobody_keeps(string address)
    {
        var page = (await _gateway.GetAsync(address)).ShouldBeServed();

        page["Content-Type"].ShouldBe("text/html; charset=utf-8");
        page["Cache-Control"].ShouldBe("no-store");
        page.Text.ShouldContain("""<div id="root">""");
        (await _gateway.SendAsync(HttpMethod.Head, address, null)).ShouldBeServed().Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_runs_and_loads_nothing_but_its_own_files()
    {
        var page = (await _gateway.GetAsync("/")).ShouldBeServed();

        var policy = page["Content-Security-Policy"]!.Split("; ");
        policy.ShouldBe(
            ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'", "font-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]);
        page["X-Content-Type-Options"].ShouldBe("nosniff");
        page["Referrer-Policy"].ShouldBe("no-referrer");
        page["Permissions-Policy"].ShouldNotBeNullOrEmpty();
        // What that policy would refuse: a script or style that stands in the page itself.
        InlineCode().Matches(page.Text).ShouldBeEmpty();
        Links().Matches(page.Text).Select(link => link.Groups[1].Value).ShouldAllBe(link => link.StartsWith('/'));
    }

    [Fact]
    public async Task Whatever_the_page_names_is_there()
    {
        var links = Links().Matches((await _gateway.GetAsync("/")).Text).Select(link => link.Groups[1].Value).Distinct().ToList();

        links.Count.ShouldBeGreaterThan(3);
        foreach (var link in links)
            (await _gateway.GetAsync(link)).ShouldBeServed();
    }

    [Fact]
    public async Task A_file_with_a_hash_in_its_name_is_kept_for_ever_and_the_others_are_asked_about()
    {
        (await _gateway.GetAsync(await ScriptAsync()))["Cache-Control"].ShouldBe("public, max-age=31536000, immutable");
        (await _gateway.GetAsync("/theme.js"))["Cache-Control"].ShouldBe("no-cache");
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("identity", null)]
    [InlineData("deflate", null)]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData(null, null)]
    public async Task A_script_comes_in_the_smallest_coding_that_the_browser_takes(string? accepted, string? coding)
    {
        var script = await ScriptAsync();
        var plain = (await _gateway.GetAsync(script)).ShouldBeServed();

        var got = (await (accepted is null ? _gateway.GetAsync(script) : _gateway.GetAsync(script, ("Accept-Encoding", accepted)))).ShouldBeServed();

        got["Content-Encoding"].ShouldBe(coding);
        got["Content-Type"].ShouldBe("text/javascript; charset=utf-8");
        got["Vary"].ShouldBe("Accept-Encoding");
        got["Content-Length"].ShouldBe(got.Body.Length.ToString(null, null));
        Decode(got.Body, coding).ShouldBe(plain.Body);
        if (coding is not null)
            got.Body.Length.ShouldBeLessThan(plain.Body.Length / 2);
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        var first = await _gateway.GetAsync("/favicon.svg");

        var again = await _gateway.GetAsync("/favicon.svg", ("If-None-Match", $"\"other\", W/{first["ETag"]}"));

        again.Status.ShouldBe(304);
        again.Body.ShouldBeEmpty();
        again["ETag"].ShouldBe(first["ETag"]);
        (await _gateway.GetAsync("/favicon.svg", ("If-None-Match", "\"other\""))).ShouldBeServed();
    }

    [Fact]
    public async Task The_codings_of_a_file_are_told_apart()
    {
        var script = await ScriptAsync();

        var tags = new[] { await _gateway.GetAsync(script), await _gateway.GetAsync(script, ("Accept-Encoding", "br")), await _gateway.GetAsync(script, ("Accept-Encoding", "gzip")) }.Select(reply => reply["ETag"]);

        tags.ShouldBeUnique();
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/assets/")]
    [InlineData("/pages.json")]
    [InlineData("/index.html")]
    [InlineData("/v1/nothing")]
    [InlineData("/admin/nothing")]
    [InlineData("/admin/api/nothing")]
    public async Task Any_other_address_is_the_not_found_of_the_API(string address) =>
        (await _gateway.GetAsync(address, ("Accept", "text/html"))).ShouldBeError(404, "not_found");

    [Fact]
    public async Task A_page_takes_no_posts() => (await _gateway.PostAsync("/models", "{}")).ShouldBeError(405, "method_not_allowed");

    private async Task<string> ScriptAsync() =>
        Links().Matches((await _gateway.GetAsync("/")).Text).Select(link => link.Groups[1].Value).First(link => link.StartsWith("/assets/index", StringComparison.Ordinal) && link.EndsWith(".js", StringComparison.Ordinal));

    private static byte[] Decode(byte[] body, string? coding)
    {
        using var coded = new MemoryStream(body);
        using Stream decoded = coding switch
        {
            "br" => new BrotliStream(coded, CompressionMode.Decompress),
            "gzip" => new GZipStream(coded, CompressionMode.Decompress),
            _ => coded,
        };
        using var plain = new MemoryStream();
        decoded.CopyTo(plain);
        return plain.ToArray();
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("""<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=""", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();
}
