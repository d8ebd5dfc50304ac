using Microsoft.Extensions.Logging;

namespace Gratis.Discovery.Sources;

/// <summary>What is told of looks.</summary>
internal static partial class WatchLog
{
    [LoggerMessage(EventId = 2001, Message = "{Provider} lists {Models} models: {Appeared} new, {Vanished} gone, {Returned} back, {Repriced} at another price")]
    public static partial void Look(ILogger log, LogLevel level, string provider, int models, int appeared, int vanished, int returned, int repriced);

    [LoggerMessage(EventId = 2002, Message = "No new list of the models of {Provider}. {Reason} Asked again at {Next:u}; the {Models} models known so far serve on")]
    public static partial void Failure(ILogger log, LogLevel level, string provider, string reason, DateTimeOffset next, int models);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Error, Message = "A look at the models of {Provider} failed for a defect")]
    public static partial void Defect(ILogger log, Exception defect, string provider);
}
