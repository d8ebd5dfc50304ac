using System.Text.Json;

namespace Gratis.Gateway.Tests.HostileRequests;

public sealed class HostileRequestTests(HostileGateway hostile) : IClassFixture<HostileGateway>
{
    public static TheoryData<string> Names => [.. HostileRequest.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_request_gets_a_clear_refusal_and_harms_nobody(string name)
    {
        var request = HostileRequest.All.Single(r => r.Name == name);
        var before = hostile.Upstream.Calls.Count;

        var response = (await hostile.SendAsync(request.Bytes)).ShouldNotBeNull();

        response.Status.ShouldBe(request.Status, response.Text);
        response.Headers.ContainsKey("X-Evil").ShouldBeFalse();
        if (request.Code is { } code)
            JsonDocument.Parse(response.Body).RootElement.GetProperty("error").GetProperty("code").GetString().ShouldBe(code, response.Text);
        else
            response.Body.ShouldBeEmpty();
        hostile.Upstream.Calls.Count.ShouldBe(before);
        await hostile.ShouldStillServeAsync();
    }
}
