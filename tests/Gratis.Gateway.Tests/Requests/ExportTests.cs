using System.Text.Json;
using Gratis.AspNetCore.Requests;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Requests;

/// <summary>The log as a file.</summary>
public sealed class ExportTests
{
    private const string Export = LogGateway.Requests + "/export";

    [Fact]
    public async Task A_file_of_json_holds_what_the_list_holds_in_the_same_words()
    {
        await using var log = await LogGateway.StartAsync();
        await log.AskAsync(3);
        await log.AskAsync(1, "nobody/knows");
        var reply = (await log.Gateway.OwnerAsync(HttpMethod.Get, Export + "?format=json&outcome=served")).ShouldBeServed();
        reply["Content-Disposition"].ShouldBe("attachment; filename=\"gratis-requests.json\"");
        reply.Json.GetProperty("requests").GetRawText().ShouldBe((await log.OwnerAsync(LogGateway.Requests + "?outcome=served")).GetProperty("requests").GetRawText());
        reply.Json.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_file_of_csv_has_a_line_for_each_request_and_no_cell_that_a_spreadsheet_would_run()
    {
        await using var log = await LogGateway.StartAsync();
        var id = (await log.AskAsync(1))[0];
        await log.AskAsync(1, "=cmd|' /C calc'!A0,x");

        var reply = (await log.Gateway.OwnerAsync(HttpMethod.Get, Export + "?format=csv")).ShouldBeServed();

        reply["Content-Type"].ShouldBe("text/csv; charset=utf-8; header=present");
        reply["Content-Disposition"].ShouldBe("attachment; filename=\"gratis-requests.csv\"");
        var lines = reply.Text.Split("\r\n");
        lines.Length.ShouldBe(4);
        lines[0].ShouldStartWith("id,at,ms,first_token_ms,operation,model,client,stream,outcome,status,route,provider,account,attempts,");
        lines[1].ShouldContain(",\"'=cmd|' /C calc'!A0,x\",");
        lines[2].ShouldStartWith(id + ",20");
        lines[2].ShouldContain(",chat,one/m,,false,served,200,one/m,one,one#1,one/m=served,3,2,0,");
        lines[3].ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_pages_make_one_file()
    {
        await using var log = await LogGateway.StartAsync();
        for (var i = 0; i < 30; i++)
            await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => log.AskAsync(1, "nobody/knows")));
        (await log.OwnerAsync(Export)).GetProperty("requests").EnumerateArray().Select(row => row.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1200);
    }

    [Theory]
    [InlineData("format=xml", "format")]
    [InlineData("format=csv&from=never", "from")]
    public async Task What_cannot_be_exported_is_refused(string query, string parameter)
    {
        await using var log = await LogGateway.StartAsync();
        (await log.Gateway.OwnerAsync(HttpMethod.Get, $"{Export}?{query}")).ShouldBeError(400, "invalid_request").Json.GetProperty("error").GetProperty("param").GetString().ShouldBe(parameter);
        (await log.Gateway.GetAsync(Export)).ShouldBeError(401, "invalid_api_key");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a=1", "a=1")]
    public void A_cell_is_quoted_where_it_must_be(string text, string cell) => CsvWriter.Cell(text).ShouldBe(cell);
}
