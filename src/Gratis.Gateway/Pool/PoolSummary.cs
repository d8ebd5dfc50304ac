using System.Globalization;
using System.Text;
using Gratis.Gateway.Commands.Screens;
using Gratis.Gateway.Pool.Scores;

namespace Gratis.Gateway.Pool;

/// <summary>A pool and what changed in it, for those who are asked to agree to it.</summary>
internal static class PoolSummary
{
    private static readonly CultureInfo Plainly = CultureInfo.InvariantCulture;

    /// <summary>The change in a line.</summary>
    public static string Headline(MadePool pool) =>
        string.Create(Plainly, $"{pool.Added.Count()} added, {pool.Removed.Length} removed, {pool.Moved.Count()} moved");

    /// <param name="pool">The pool.</param>
    /// <param name="profile">By which points it was made.</param>
    /// <param name="blocklist">The file of models to keep out, as it was named; null where none was.</param>
    public static string Markdown(MadePool pool, PoolProfile profile, string? blocklist)
    {
        var text = new StringBuilder();
        text.Append(Plainly, $"## OpenRouter free pool: {Headline(pool)}\n");
        Section(text, "Added", pool.Added.Select(member => string.Create(
            Plainly, $"{Code(ModelKey.Target(member.Model))}: rank {member.Rank}, {member.Score.Total:0.#} points ({Parts(member)})")));
        Section(text, "Removed", pool.Removed.Select(gone => $"{Code(ModelKey.Target(gone.Model))}: {gone.Why}"));
        Section(text, "Moved", pool.Moved.Select(member => string.Create(
            Plainly, $"{Code(ModelKey.Target(member.Model))}: rank {member.FormerRank} to {member.Rank}")));

        text.Append(Plainly, $"\n### The pool\n\n{pool.Members.Length} of {pool.Eligible} free models that call tools, by the points of profile {PoolWords.NameOf(profile)}.\n\n");
        text.Append("| rank | model | weight | points | context |\n|---:|---|---:|---:|---:|\n");
        foreach (var member in pool.Members)
            text.Append(Plainly, $"| {member.Rank} | {Code(ModelKey.Target(member.Model))} | {member.Weight} | {member.Score.Total:0.0} | {member.Context:N0} |\n");

        text.Append("\n### How to block one\n\n").Append(blocklist is null
            ? "Write its id on a line of a file, and name the file with `--blocklist FILE`."
            : $"Write its id on a line of {Code(blocklist)}.");
        return text.Append(" `vendor/model` will do, `*` stands for anything, and `#` begins a comment.\n").ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var head = $"\n### {title}\n\n";
        foreach (var line in lines)
        {
            text.Append(head).Append("- ").Append(line).Append('\n');
            head = "";
        }
    }

    private static string Parts(PoolMember member) =>
        string.Join(", ", member.Score.Parts.Select(part => string.Create(Plainly, $"{part.Name} {part.Points:+0.#;-0.#;0}")));

    /// <summary>What stands in files and lists may hold anything: inside a code span nothing of it is a link, a mention or markup.</summary>
    private static string Code(string text) => "`" + Plain.Line(text).Replace('`', '\'').Replace('|', ' ') + "`";
}
