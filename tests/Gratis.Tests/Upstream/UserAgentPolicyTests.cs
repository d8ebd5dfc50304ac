using Gratis.Upstream;

namespace Gratis.Tests.Upstream;

public sealed class UserAgentPolicyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("python-requests/2.32")]
    [InlineData("Python-urllib/3.12")]
    [InlineData("Go-http-client/1.1")]
    [InlineData("node")]
    [InlineData("axios/1.7.2")]
    [InlineData("Java/17.0.1")]
    [InlineData("okhttp/4.12 (x)")]
    public void A_library_s_name_or_none_becomes_ours(string? client) => UserAgentPolicy.Choose(null, client, "ours").ShouldBe("ours");

    [Theory]
    [InlineData("OpenAI/Python 1.40.0")]
    [InlineData("Cursor/0.40")]
    [InlineData("javascript-agent/1")]
    [InlineData("nodeworks/2")]
    [InlineData("Mozilla/5.0 node")]
    public void A_product_s_name_is_passed_on(string client) => UserAgentPolicy.Choose(null, client, "ours").ShouldBe(client);

    [Fact]
    public void The_owner_s_choice_for_a_provider_wins() => UserAgentPolicy.Choose("chosen", "Cursor/1", "ours").ShouldBe("chosen");
}
