using System.Text;
using System.Text.Json;
using Gratis.AspNetCore.Status;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Packages;

/// <summary>What users get: the dotnet tool, and one file that needs nothing. One after the other, since both use what the build left.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ToolTestsAlone
{
    public const string Name = "Tools";
}

[Collection(ToolTestsAlone.Name)]
public sealed class ToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-tool-").FullName;

    [Fact]
    public async Task The_tool_installs_from_a_folder_and_its_commands_run()
    {
        var (feed, tools) = (Path.Combine(_folder, "feed"), Path.Combine(_folder, "tools"));
        await ToolProcess.SdkAsync(_folder, "pack", ToolProcess.Project, "--no-build", "-c", ToolProcess.Configuration, "-o", feed, "-nodereuse:false");
        var sources = Path.Combine(_folder, "nuget.config");
        await File.WriteAllTextAsync(sources, $"<configuration><packageSources><clear /><add key=\"here\" value=\"{feed}\" /></packageSources></configuration>", TestContext.Current.CancellationToken);

        await ToolProcess.SdkAsync(_folder, "tool", "install", "Gratis.Gateway", "--tool-path", tools, "--add-source", feed, "--configfile", sources, "--version", GatewayVersion.Text);

        var gratis = Path.Combine(tools, OperatingSystem.IsWindows() ? "gratis.exe" : "gratis");
        (await GratisAsync(gratis, "--version")).Trim().ShouldBe(GatewayVersion.Text);
        (await JsonAsync(gratis, "doctor", "--offline", "--json")).GetProperty("errors").GetInt32().ShouldBe(0);
        (await JsonAsync(gratis, "models", "--json")).GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Array);
        (await JsonAsync(gratis, "quotas", "--json")).GetProperty("pools").ValueKind.ShouldBe(JsonValueKind.Array);
        (await GratisAsync(gratis, "completions", "bash")).ShouldContain("complete -o default -F _gratis gratis");
        (await GratisAsync(gratis, "--help")).ShouldContain("gratis [command] [options]");
    }

    [Fact]
    public async Task One_file_serves_a_request_without_anything_beside_it()
    {
        var published = Path.Combine(_folder, "published");
        await ToolProcess.SdkAsync(
            _folder, "publish", ToolProcess.Project, "-c", ToolProcess.Configuration, "-r", "linux-x64", "--self-contained", "-p:PublishSingleFile=true", "-p:RunAnalyzers=false",
            "-o", published, "-maxcpucount:1", "-nodereuse:false");

        Directory.EnumerateFiles(published, "*.dll").ShouldBeEmpty();
        Directory.EnumerateFiles(published, "*.so").ShouldBeEmpty();
        if (!OperatingSystem.IsLinux())
            return;

        // Alone in a folder, and on its own runtime: there is no other where it looks.
        var gratis = Path.Combine(_folder, "gratis");
        File.Copy(Path.Combine(published, "gratis"), gratis);
        using var server = ToolProcess.Start(gratis, _folder, "--port", "0", "--demo");
        try
        {
            var address = await ListeningAsync(server.StandardOutput).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
            using var request = new HttpRequestMessage(HttpMethod.Post, address + "/v1/chat/completions") { Content = new StringContent(Ask.Of("auto"), Encoding.UTF8, "application/json") };
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken).Soon();

            ((int)response.StatusCode).ShouldBe(200);
            response.Headers.GetValues("X-Gateway-Demo").ShouldBe(["true"]);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            answer.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldNotBeNullOrEmpty();
            File.Exists(Path.Combine(_folder, "data", "gratis.db")).ShouldBeTrue();
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> GratisAsync(string gratis, params string[] arguments)
    {
        var (exit, said) = await ToolProcess.RunAsync(gratis, _folder, arguments);
        exit.ShouldBe(0, said);
        return said;
    }

    private async Task<JsonElement> JsonAsync(string gratis, params string[] arguments) => JsonDocument.Parse(await GratisAsync(gratis, arguments)).RootElement;

    private static async Task<string> ListeningAsync(StreamReader output)
    {
        const string announcement = "Listening on ";
        var all = new StringBuilder();
        while (await output.ReadLineAsync() is { } line)
        {
            all.AppendLine(line);
            if (line.IndexOf(announcement, StringComparison.Ordinal) is >= 0 and var at)
                return line[(at + announcement.Length)..].Trim();
        }

        throw new InvalidOperationException("It has ended before it listened: " + all);
    }
}
