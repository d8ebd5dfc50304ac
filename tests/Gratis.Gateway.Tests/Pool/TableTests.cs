using Gratis.Gateway.Commands;

namespace Gratis.Gateway.Tests.Pool;

public sealed class TableTests : IDisposable
{
    private readonly PoolFolder _folder = new();

    public TableTests() => _folder.List(
    [
        new("a/seer-70b:free") { Modality = "text+image->text" }, new("a/mute-70b:free") { Tools = false, Context = null }, new("a/paid-70b") { Prompt = "0.1" },
        new("a/gone-70b:free") { Expires = "2026-01-01" }, new("a/painter-70b:free") { Modality = "text->image" },
    ]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_free_chat_model_is_in_the_table_and_no_other()
    {
        var table = (await _folder.RunAsync("table")).ShouldBeDone();

        var rows = table.Lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        rows.Length.ShouldBe(2);
        rows[0].ShouldStartWith("| `a/mute-70b:free` |  |  |  |  | ~");
        rows[1].ShouldStartWith("| `a/seer-70b:free` | 131,072 | yes | yes |  | ~");
        table.Out.ShouldContain("\n2 models whose listed prices are zero.");
    }

    [Fact]
    public async Task Between_its_markers_it_is_refreshed_and_then_unchanged()
    {
        _folder.Write("README.md", "# Mine\r\n<!-- BEGIN FREE MODELS -->\r\nold\r\n<!-- END FREE MODELS -->\r\nrest");

        (await _folder.RunAsync("table", "--into", "README.md")).Exit.ShouldBe(ExitCodes.WouldChange);
        (await _folder.RunAsync("table", "--into", "README.md", "--apply")).ShouldBeDone().Error.ShouldBe("README.md: written: 2 free models.\n");
        var page = _folder.Read("README.md");
        page.ShouldStartWith("# Mine\r\n<!-- BEGIN FREE MODELS -->\r\n\r\n| model |");
        page.ShouldEndWith("\r\n<!-- END FREE MODELS -->\r\nrest");
        (await _folder.RunAsync("table", "--into", "README.md")).ShouldBeDone().Error.ShouldBe("README.md: unchanged.\n");
    }

    [Fact]
    public async Task A_page_without_markers_is_told_what_to_add()
    {
        _folder.Write("README.md", "# Mine\n");

        var refused = await _folder.RunAsync("table", "--into", "README.md", "--apply");

        refused.Exit.ShouldBe(ExitCodes.Unknown);
        refused.Error.ShouldBe("README.md: It has no markers. Add these two lines where the table belongs:\n<!-- BEGIN FREE MODELS -->\n<!-- END FREE MODELS -->\n");
    }

    [Fact]
    public async Task For_programs_it_is_json() =>
        (await _folder.RunAsync("table", "--json")).ShouldBeDone().Json.GetProperty("models")[1].GetProperty("capabilities")[0].GetString().ShouldBe("tools");
}
