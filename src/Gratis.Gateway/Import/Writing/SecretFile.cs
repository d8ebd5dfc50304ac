using System.Text;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Pool.Marked;

namespace Gratis.Gateway.Import.Writing;

/// <summary>Adds secrets to a <c>.env</c> file: what is there stays, and a file that is new is its owner's alone.</summary>
internal static class SecretFile
{
    /// <returns>Why nothing was written; null where all is well.</returns>
    public static string? Add(string path, IEnumerable<NeededVariable> variables)
    {
        if (!TextFile.TryRead(path, out var file, out var problem))
            return problem;

        var before = file?.Text ?? "";
        var known = DotEnv.Parse(before, path, new Problems());
        var text = new StringBuilder(before);
        foreach (var variable in variables.Where(variable => variable.Secret is not null))
        {
            if (known.TryGetValue(variable.Name, out var there) && there.Text.Length > 0)
            {
                if (there.Text != variable.Secret)
                    return $"It has another {variable.Name} already. Nothing was written; give that one another name, or another file.";
                continue;
            }

            if (text.Length > 0 && text[^1] != '\n')
                text.Append('\n');
            text.Append(variable.Name).Append('=').Append(Quoted(variable.Secret!)).Append('\n');
        }

        if (text.Equals(before))
            return null;
        if (file is null)
            return TextFile.Create(path, text.ToString());
        return TextFile.Replace(path, before, text.ToString());
    }

    /// <summary>As <see cref="DotEnv"/> reads it back.</summary>
    private static string Quoted(string secret) => secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '+' or '=' or '@')
        ? secret
        : "\"" + secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "\"";
}
