using System.Text.Json.Nodes;
using Gratis.AspNetCore.Access;
using Gratis.Gateway.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.OpenApi;

/// <summary>An operation of the description.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">As it is written there.</param>
/// <param name="Node">What is said of it.</param>
internal sealed record Described(string Method, string Path, JsonNode Node)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    public static IEnumerable<Described> In(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select new Described(operation.Key.ToUpperInvariant(), path.Key, operation.Value!);

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>An endpoint that is mapped, under one of its methods.</summary>
internal sealed record Mapped(string Method, string Pattern, AccessPolicy? Policy)
{
    /// <summary>All of them; a HEAD is the GET beside it.</summary>
    public static IReadOnlyList<Mapped> In(TestGateway gateway) =>
    [
        .. from endpoint in gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where !HttpMethods.IsHead(method)
           select new Mapped(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<AccessRequirement>()?.Policy),
    ];

    /// <summary>A page shows itself to whoever looks at it, and is no part of the API.</summary>
    public bool MayBeAPage => Method == "GET" && Policy == AccessPolicy.Open;

    /// <summary>A catch-all stands for everything below it: which of that is meant, its endpoint reads from the path.</summary>
    public bool Serves(Described operation)
    {
        var (mine, theirs) = (Segments(Pattern), Segments(operation.Path));
        var isOpenEnded = Pattern.Contains("{**", StringComparison.Ordinal);
        return Method == operation.Method
            && (isOpenEnded ? theirs.Length >= mine.Length : theirs.Length == mine.Length)
            && mine.Zip(theirs).All(pair => pair.First == pair.Second);
    }

    public override string ToString() => $"{Method} {Pattern}";

    private static string[] Segments(string path) => [.. path.Split('/').Select(part => part.StartsWith('{') ? "{}" : part)];
}
