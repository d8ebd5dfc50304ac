using System.Runtime.InteropServices;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>Signals to this process, for a command that Ctrl-C does not end.</summary>
internal sealed class Interrupts
{
    private Action? _interrupted;

    /// <summary>Calls somebody at each Ctrl-C, until it is disposed; nothing is ended by it then.</summary>
    public IDisposable Listen(Action interrupted)
    {
        _interrupted = interrupted;
        return On(PosixSignal.SIGINT, Raise);
    }

    /// <summary>Calls somebody when a service manager or another program wants this one to end.</summary>
    public static IDisposable ListenForEnd(Action ended) => On(PosixSignal.SIGTERM, ended);

    /// <summary>As if Ctrl-C had been pressed.</summary>
    public void Raise() => _interrupted?.Invoke();

    private static PosixSignalRegistration On(PosixSignal signal, Action heard) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        heard();
    });
}
