using System.Text.Json;
using Gratis.AspNetCore.Auditing;

namespace Gratis.Gateway.Tests.Auditing;

public sealed class BodyOutlineTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData("[]", "[0]")]
    [InlineData("[\"secret\", {\"a\":\"secret\"}]", "[2]")]
    [InlineData("\"secret\"", "")]
    [InlineData("{\"free\":true,\"enabled\":null,\"rpm\":60}", "free=true, enabled=null, rpm=60")]
    [InlineData("{\"api_key\":\"secret\",\"label\":\"secret\"}", "api_key, label")]
    [InlineData("{\"limits\":{\"rpm\":1,\"deep\":{\"deeper\":{\"key\":\"secret\"}}}}", "limits.rpm=1, limits.deep.deeper")]
    [InlineData("{\"models\":[\"secret\"]}", "models[1]")]
    public void It_names_members_and_quotes_numbers_and_switches_alone(string body, string outline) => Of(body).ShouldBe(outline);

    [Fact]
    public void However_large_the_body_it_stays_a_line()
    {
        Of("{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"member-{i}\":{i}")) + "}").Length.ShouldBeLessThan(500);
        Of($$"""{"{{new string('x', 10_000)}}":{{new string('1', 1_000)}}}""").Length.ShouldBeLessThan(500);
    }

    private static string Of(string body)
    {
        using var document = JsonDocument.Parse(body);
        return BodyOutline.Of(document.RootElement);
    }
}
