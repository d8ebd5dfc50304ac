using System.Runtime.InteropServices;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>Ctrl-C where it stops an answer and not the program.</summary>
internal sealed class Interrupts
{
    private Action? _heard;

    /// <summary>Calls somebody at each Ctrl-C of this process, until it is disposed; nothing else is ended by it then.</summary>
    public IDisposable Listen(Action heard)
    {
        _heard = heard;
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            Raise();
        });
    }

    /// <summary>As if Ctrl-C had been pressed.</summary>
    public void Raise() => _heard?.Invoke();
}
