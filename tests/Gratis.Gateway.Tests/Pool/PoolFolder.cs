using Gratis.Gateway.Tests.Commands;
using Gratis.Gateway.Tests.Configuration;

namespace Gratis.Gateway.Tests.Pool;

/// <summary>A folder with a list in it, at a fixed instant, in which pools are made.</summary>
internal sealed class PoolFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-pool-").FullName;

    public PoolFolder() => List(ListSketch.Dozen);

    public void List(IEnumerable<ModelSketch> models) => Write("list.json", ListSketch.Json(models));

    public void Write(string name, string text) => File.WriteAllBytes(At(name), new System.Text.UTF8Encoding(false).GetBytes(text));

    public string Read(string name) => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(At(name)));

    public string At(string name) => Path.Combine(_folder, name);

    /// <summary><c>gratis pool ...</c>, of the list in the folder unless another source is named.</summary>
    public Task<CommandRun> RunAsync(params string[] arguments) =>
        TypeAsync(arguments.Contains("--url") || arguments.Contains("--input") ? arguments : [.. arguments, "--input", "list.json"]);

    public Task<CommandRun> TypeAsync(params string[] arguments) =>
        CommandRun.RunAsync(new Terminal(_folder) { Time = new ManualTime() }, ["pool", .. arguments]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
