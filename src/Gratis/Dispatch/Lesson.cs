namespace Gratis.Dispatch;

/// <summary>What the form of an answer shows of the route it came from.</summary>
internal enum Lesson
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It called a tool as tools are called.</summary>
    CalledTool,

    /// <summary>It was told to call a tool and wrote prose.</summary>
    WroteProse,

    /// <summary>It called a tool with what are no arguments.</summary>
    BrokeCall,

    /// <summary>It wrote what looks like a call into its text.</summary>
    ImitatedCall,

    /// <summary>It was given a schema and wrote what is no JSON.</summary>
    IgnoredSchema,

    /// <summary>It spent all the tokens that the client gave it before it said a word.</summary>
    RanOut,
}

/// <summary>What follows from a lesson.</summary>
internal static class Lessons
{
    extension(Lesson lesson)
    {
        /// <summary>The answer was not in the form that was asked for.</summary>
        public bool IsMiss => lesson is Lesson.WroteProse or Lesson.BrokeCall or Lesson.IgnoredSchema;
    }
}
