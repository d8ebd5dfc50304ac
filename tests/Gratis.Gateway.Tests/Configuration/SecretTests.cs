using System.Text.Json;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class SecretTests
{
    [Theory]
    [InlineData("", "••••")]
    [InlineData("a", "••••")]
    [InlineData("123456789012", "••••")]
    [InlineData("1234567890123", "••••0123")]
    [InlineData("sk-or-v1-abcdefghijkl", "••••ijkl")]
    public void A_secret_shows_dots_and_at_most_its_last_four(string value, string shown)
    {
        var secret = new Secret(value);

        secret.ToString().ShouldBe(shown);
        $"{secret}".ShouldBe(shown);
        JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(secret)).ShouldBe(shown);
        JsonSerializer.Serialize(new { Key = secret }).ShouldNotContain(value.Length > 0 ? value : "\"\"");
        secret.Reveal().ShouldBe(value);
    }

    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("abc", "abcd", false)]
    [InlineData("", "a", false)]
    public void Secrets_are_equal_when_their_values_are(string one, string other, bool equal)
    {
        new Secret(one).Equals(new Secret(other)).ShouldBe(equal);
        new Secret(one).Matches(other).ShouldBe(equal);
        (new Secret(one).GetHashCode() == new Secret(other).GetHashCode()).ShouldBe(equal);
    }

    [Fact]
    public void A_secret_can_be_read_from_JSON_by_those_who_embed_the_engine() => JsonSerializer.Deserialize<Secret>("\"abc\"")!.Reveal().ShouldBe("abc");
}
