using Gratis.Gateway.Configuration.Watching;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class ProvidersPresentTests
{
    [Theory]
    [InlineData("{}", null, null, false)]
    [InlineData("{}", null, "GROQ_API_KEY", true)]
    [InlineData("{}", null, "GOOGLE_API_KEY", true)]
    [InlineData("{}", "GROQ_API_KEY=x", null, true)]
    [InlineData("{}", "GROQ_API_KEY=", null, false)]
    [InlineData("{}", null, "SOME_OTHER_API_KEY", false)]
    [InlineData("providers: {groq: {api_key: ${GROQ_API_KEY}}}", null, null, false)]
    [InlineData("providers: {groq: {api_key: k}}", null, null, true)]
    [InlineData("providers: {groq: {api_keys: [k]}}", null, null, true)]
    [InlineData("providers: {groq: {}}", null, null, false)]
    [InlineData("providers: {ollama: {}}", null, null, true)]
    [InlineData("providers: {mine: {base_url: 'http://127.0.0.1:1/v1'}}", null, null, true)]
    public void Providers_count_once_they_can_be_called(string yaml, string? dotEnv, string? variable, bool present)
    {
        var reading = Reading.Of(yaml, dotEnv, variable is null ? [] : [(variable, "value")]);

        new ConfigSnapshot(reading, null, 1, default).HasProviders(Reading.Knowledge).ShouldBe(present);
    }
}
