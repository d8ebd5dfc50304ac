using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Gratis.AspNetCore.Pages;

/// <summary>One file of the console, in every coding there is of it, the smallest first.</summary>
/// <param name="Path">Its address, without the slash at the front.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Codings">Its bytes; the last is plain.</param>
internal sealed record ConsoleFile(string Path, string ContentType, ImmutableArray<CodedFile> Codings)
{
    /// <summary>The bundler put a hash of the content into the name: another content has another address.</summary>
    public bool IsImmutable => Path.StartsWith("assets/", StringComparison.Ordinal);

    public static ConsoleFile Read(Assembly assembly, string resource, string path, IReadOnlySet<string> resources)
    {
        using var content = assembly.GetManifestResourceStream(resource)!;
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        var codings = new List<CodedFile>(3);
        foreach (var (coding, suffix) in (ReadOnlySpan<(string?, string)>)[("br", ".br"), ("gzip", ".gz"), (null, "")])
        {
            if (resources.Contains(resource + suffix))
                codings.Add(new CodedFile(coding, new EntityTagHeaderValue($"\"{hash}{suffix}\""), () => assembly.GetManifestResourceStream(resource + suffix)!));
        }

        return new ConsoleFile(path, TypeOf(path), [.. codings]);
    }

    /// <summary>The smallest that the client takes. Without a word about codings it takes the plain one.</summary>
    public CodedFile Choose(IList<StringWithQualityHeaderValue> accepted)
    {
        foreach (var coded in Codings)
        {
            if (coded.Coding is { } coding && Takes(accepted, coding))
                return coded;
        }

        return Codings[^1];
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string coding)
    {
        var wish = accepted.FirstOrDefault(wish => wish.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) ?? accepted.FirstOrDefault(wish => wish.Value == "*");
        return wish is { Quality: null or > 0 };
    }

    private static string TypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}

/// <summary>The bytes of a file in one coding; null is plain.</summary>
internal sealed record CodedFile(string? Coding, EntityTagHeaderValue Tag, Func<Stream> Open);
