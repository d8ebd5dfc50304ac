using System.Text;

namespace Gratis.Gateway.Configuration.Watching;

/// <summary>What stands on the disk: two looks that are equal saw the same bytes.</summary>
internal sealed record ConfigFiles(SourceText? Config, SourceText? DotEnv, ConfigProblem? Failure)
{
    private const long Largest = 16_000_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ConfigFiles Read(ConfigPlace place)
    {
        var (config, failure) = ReadOne(place.Path, place.Name);
        var (dotEnv, other) = ReadOne(place.DotEnvPath, place.DotEnvDisplay);
        return new ConfigFiles(config, dotEnv, failure ?? other);
    }

    private static (SourceText? Text, ConfigProblem? Failure) ReadOne(string path, string name)
    {
        try
        {
            if (!File.Exists(path))
                return (null, null);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!stream.CanSeek)
                return (null, Problem(name, "This is no regular file, so its changes could not be followed."));
            if (stream.Length > Largest)
                return (null, Problem(name, "The file is far larger than a config."));
            using var reader = new StreamReader(stream, Strict, detectEncodingFromByteOrderMarks: true);
            return (new SourceText(name, reader.ReadToEnd()), null);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Replaced between the two steps: the next look sees the new one.
            return (null, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, Problem(name, $"The file cannot be read: {error.GetType().Name}. Check that it is a file and that this user may read it."));
        }
        catch (DecoderFallbackException)
        {
            return (null, Problem(name, "The file is not UTF-8 text."));
        }
    }

    private static ConfigProblem Problem(string name, string message) => new(new Origin(ConfigLayer.File, name), "", message);
}
