using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Gratis.Gateway.Pool.Marked;

/// <summary>A file of UTF-8 text that is read whole and replaced whole.</summary>
/// <param name="Path">Where the file itself is, behind every link to it.</param>
/// <param name="Text">All of it, a byte order mark included: written back it is the same bytes.</param>
internal sealed record TextFile(string Path, string Text)
{
    private const long Largest = 16_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; one that is not there is null without a problem.</summary>
    public static bool TryRead(string path, out TextFile? file, [NotNullWhen(false)] out string? problem)
    {
        (file, problem) = (null, null);
        try
        {
            var real = RealPath(path);
            if (Directory.Exists(real))
                problem = "This is a folder. Name the file.";
            else if (File.Exists(real) && new FileInfo(real).Length > Largest)
                problem = "This file is far larger than anything that is generated into.";
            else if (File.Exists(real))
                file = new TextFile(real, Strict.GetString(File.ReadAllBytes(real)));
            else
                file = null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problem = $"It cannot be read: {unreadable.Message} Check that it is a file and that this user may read it.";
        }
        catch (DecoderFallbackException)
        {
            problem = "It is not UTF-8 text. Save it as UTF-8.";
        }

        return problem is null;
    }

    /// <summary>
    /// Puts another text in its place at once, so that nobody reads half of it: a new file beside it, then a rename. A link keeps pointing
    /// to the file, and the file keeps its mode.
    /// </summary>
    /// <param name="path">The file, or a link to it; it need not be there.</param>
    /// <param name="before">What it held when it was read; null where it was not there.</param>
    /// <param name="after">What it shall hold.</param>
    /// <returns>Why it was not done; null where it was.</returns>
    public static string? Replace(string path, string? before, string after)
    {
        string? made = null;
        try
        {
            var real = RealPath(path);
            var now = File.Exists(real) ? Strict.GetString(File.ReadAllBytes(real)) : null;
            if (now != before)
                return "Somebody else changed it meanwhile. Nothing was written; run this again.";

            made = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(real)!, $".{System.IO.Path.GetFileName(real)}.{System.IO.Path.GetRandomFileName()}");
            using (var stream = new FileStream(made, FileMode.CreateNew, FileAccess.Write))
            {
                if (now is not null && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(real));
                stream.Write(Strict.GetBytes(after));
                stream.Flush(flushToDisk: true);
            }

            File.Move(made, real, overwrite: true);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            if (made is not null)
                File.Delete(made);
            return $"It cannot be written: {failed.Message} Check that this user may write the file and its folder.";
        }
    }

    /// <summary>Makes a file that only its owner may read; one that is there already is left alone.</summary>
    /// <returns>Why it was not done; null where it was.</returns>
    public static string? Create(string path, string text)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(path, options);
            stream.Write(Strict.GetBytes(text));
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return $"It cannot be written: {failed.Message} Check that this user may write the folder.";
        }
    }

    private static string RealPath(string path) => new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
}
