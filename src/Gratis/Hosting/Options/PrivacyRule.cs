namespace Gratis.Hosting.Options;

/// <summary>What providers may do with what they are sent.</summary>
public enum PrivacyRule
{
    /// <summary>Whatever their terms say.</summary>
    Any,

    /// <summary>Only those serve of which it is known that they do not train on it.</summary>
    NoTraining,
}
