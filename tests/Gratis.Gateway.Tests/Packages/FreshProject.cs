using System.Xml.Linq;
using Gratis.Gateway.Tests.Configuration;

namespace Gratis.Gateway.Tests.Packages;

/// <summary>A program as somebody would write it who has nothing but the packages, and beside it every C# snippet of the pages.</summary>
internal static class FreshProject
{
    private static readonly string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <IsAotCompatible>true</IsAotCompatible>
            <!-- Of snippets alone: what is shown is not always used. -->
            <NoWarn>CS1998;CS0219;CS0105</NoWarn>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Gratis" Version="0.1.0" />
            <PackageReference Include="Gratis.AspNetCore" Version="0.1.0" />
            <PackageReference Include="Gratis.Storage" Version="0.1.0" />
            <PackageReference Include="OpenAI" Version="{VersionOf("OpenAI")}" />
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Gratis.Catalog;
        using Gratis.Hosting;
        using Gratis.Hosting.Client;
        using Gratis.Hosting.Options;
        using Gratis.Storage;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;

        var services = new ServiceCollection();
        services.AddGratis(o =>
        {
            o.Providers["mine"] = new ProviderOptions
            {
                BaseUrl = args[0], ApiKey = "k", Free = FreeRule.All,
                Models = { new ModelOptions { Id = "m" }, new ModelOptions { Id = "e", Kind = ModelKind.Embedding } },
            };
            o.EmbeddingModel = "mine/e";
            o.Discovery.Enabled = false;
            o.Edges.Environment = _ => null;
            o.UseSqlite(args[1]);
        });
        await using var provider = services.BuildServiceProvider();
        var chat = provider.GetRequiredService<IChatClient>();

        var response = await chat.GetResponseAsync("Hello");
        Console.WriteLine($"chat: {response.Text} by {response.AdditionalProperties![GratisProperties.Trail]}");

        Console.Write("stream:");
        await foreach (var update in chat.GetStreamingResponseAsync("Count"))
            Console.Write(update.Text);
        Console.WriteLine();

        var square = AIFunctionFactory.Create((int number) => number * number, "square");
        var options = new ChatOptions { Tools = [square] };
        List<ChatMessage> conversation = [new(ChatRole.User, "What is 7 squared?")];
        var asked = await chat.GetResponseAsync(conversation, options);
        conversation.AddMessages(asked);
        var call = asked.Messages[0].Contents.OfType<FunctionCallContent>().Single();
        conversation.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, await square.InvokeAsync(new(call.Arguments)))]));
        Console.WriteLine($"tool: {(await chat.GetResponseAsync(conversation, options)).Text}");

        var vectors = await provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().GenerateAsync(["a", "b"]);
        Console.WriteLine($"embeddings: {string.Join(' ', vectors.Select(vector => vector.Vector.Span[0]))}");
        """;

    public static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "Fresh.csproj"), Project);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        FreshSnippets.Write(folder);
    }

    private static string VersionOf(string package) =>
        XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Single(version => (string?)version.Attribute("Include") == package).Attribute("Version")!.Value;
}
