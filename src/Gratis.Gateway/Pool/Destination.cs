using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Pool.Marked;

namespace Gratis.Gateway.Pool;

/// <summary>What became of a file.</summary>
internal enum Change
{
    /// <summary>It is as it was; or there is no file.</summary>
    None,

    /// <summary>It would be another one.</summary>
    Wanted,

    /// <summary>It is another one now.</summary>
    Written,
}

/// <summary>Reads the file that something is generated into, and writes it or shows what would change there.</summary>
internal sealed class Destination(Target target, CommandEdges edges)
{
    private string Path => System.IO.Path.GetFullPath(target.Into!, edges.Around.WorkingDirectory);

    /// <summary>What the file holds; null where there is none.</summary>
    public bool TryRead(out string? text)
    {
        text = null;
        if (target.Into is null)
            return true;
        if (!TextFile.TryRead(Path, out var file, out var problem))
        {
            Fail(problem);
            return false;
        }

        text = file?.Text;
        return true;
    }

    /// <summary>Says what is wrong with the file, or with what would be put there.</summary>
    public int Fail(string problem)
    {
        edges.Error.WriteLine(target.Into is { } file ? $"{Plain.Line(file)}: {problem}" : problem);
        return ExitCodes.Unknown;
    }

    /// <param name="before">What the file held.</param>
    /// <param name="after">What it shall hold.</param>
    /// <param name="headline">The change in a line.</param>
    /// <param name="tell">Writes what was asked for in place of the text or the diff; false: nothing was.</param>
    public int Deliver(string? before, string after, string headline, Func<Change, bool> tell)
    {
        if (target.Into is not { } into)
        {
            if (!tell(Change.None))
                edges.Out.Write(after);
            return ExitCodes.Done;
        }

        var change = after == before ? Change.None : target.IsApplied ? Change.Written : Change.Wanted;
        if (change == Change.Written && TextFile.Replace(Path, before, after) is { } problem)
            return Fail(problem);
        if (!tell(change))
            edges.Out.Write(BlockDiff.Of(into, before ?? "", after));
        edges.Error.WriteLine($"{Plain.Line(into)}: " + change switch
        {
            Change.None => "unchanged.",
            Change.Written => $"written: {headline}.",
            _ => $"would change: {headline}. --apply writes it.",
        });
        return change == Change.Wanted ? ExitCodes.WouldChange : ExitCodes.Done;
    }
}
