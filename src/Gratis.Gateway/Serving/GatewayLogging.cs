using Microsoft.Extensions.Logging.Console;

namespace Gratis.Gateway.Serving;

/// <summary>Where the log goes and how loud it is.</summary>
internal static class GatewayLogging
{
    public static ILoggerFactory Create(Surroundings around) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // While this category listens, an activity and a log scope are made for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (around.Log is { } own)
        {
            logging.AddProvider(own);
            return;
        }

        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
    });
}
