namespace Gratis.Gateway.Serving;

/// <summary>What is said at the start.</summary>
internal sealed partial class StartLog(ILogger logger)
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Listening on {Address}")]
    public partial void Listening(string address);

    [LoggerMessage(EventId = 2, Level = LogLevel.Critical, Message = "{Reason}")]
    public partial void CannotStart(string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "DEMO MODE: answers come from simulated providers. Set a provider key (for example OPENROUTER_API_KEY), store one with `gratis keys add`, or add a provider to gratis.yaml, and it ends.")]
    private partial void DemoBegins();

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "Demo mode has ended: real providers answer from now on.")]
    private partial void DemoEnds();

    /// <summary>The demo begins, or ends.</summary>
    public void Demo(bool begins)
    {
        if (begins)
            DemoBegins();
        else
            DemoEnds();
    }

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "Providers: {Providers}")]
    public partial void Providers(string providers);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "A backup was put in place; what was there is kept in {Aside}")]
    public partial void Restored(string aside);
}
