using System.Globalization;
using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Writing;

namespace Gratis.Gateway.Import.Drafting;

/// <summary>A value as our config has it: a text in which <c>${NAME}</c> is a reference, or a number or word that needs no quotes.</summary>
internal readonly record struct DraftValue
{
    private readonly string _text;
    private readonly bool _isPlain;

    private DraftValue(string text, bool isPlain) => (_text, _isPlain) = (text, isPlain);

    /// <summary>A value of a source: its references stay, and what only looks like one is no reference here either.</summary>
    public static DraftValue Of(ScalarNode scalar) => scalar.Variables.IsEmpty ? Of(scalar.Text) : new DraftValue(scalar.Text, isPlain: false);

    public static DraftValue Of(string text) => new(text.Replace("${", "$${", StringComparison.Ordinal), isPlain: false);

    /// <summary>A text that may be a number or a yes or no, as environment variables have them.</summary>
    public static DraftValue Guess(string text) => Numbers.TryParse(text, out long number) ? Of(number)
        : text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase) ? new DraftValue(text.ToLowerInvariant(), isPlain: true)
        : Of(text);

    public static DraftValue Of(long number) => new(number.ToString(CultureInfo.InvariantCulture), isPlain: true);

    public static DraftValue Of(double number) => new(number.ToString(CultureInfo.InvariantCulture), isPlain: true);

    public static DraftValue Of(bool flag) => new(flag ? "true" : "false", isPlain: true);

    public static DraftValue Reference(string variable) => new($"${{{variable}}}", isPlain: false);

    /// <summary>The text itself.</summary>
    public override string ToString() => _text;

    /// <param name="isFlow">It stands inside braces or brackets.</param>
    public string Write(bool isFlow) => _isPlain ? _text : YamlScalar.Of(_text, isFlow);
}
