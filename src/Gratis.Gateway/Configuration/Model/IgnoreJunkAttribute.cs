namespace Gratis.Gateway.Configuration.Model;

/// <summary>A list of strings whose junk entries (non-strings, blanks, duplicates) are dropped with a warning instead of refusing the file.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IgnoreJunkAttribute : Attribute;
