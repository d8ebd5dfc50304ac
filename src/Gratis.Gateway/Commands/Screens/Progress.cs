using System.Globalization;

namespace Gratis.Gateway.Commands.Screens;

/// <summary>
/// One line on standard error that says what takes so long, from the second second on and only on a terminal; gone when it is disposed.
/// </summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly TextWriter _terminal;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ITimer? _beat;
    private string _doing;
    private int _shown;
    private bool _isOver;

    private Progress(CommandEdges edges, string doing)
    {
        (_terminal, _time, _doing) = (edges.Error, edges.Around.Time, doing);
        _began = _time.GetTimestamp();
        if (edges.ShowsProgress)
            _beat = _time.CreateTimer(_ => Show(), null, Silence, Beat);
    }

    public static Progress Of(CommandEdges edges, string doing) => new(edges, doing);

    /// <summary>Something else is done now.</summary>
    public void Say(string doing)
    {
        lock (_gate)
            _doing = doing;
    }

    public void Dispose()
    {
        _beat?.Dispose();
        lock (_gate)
        {
            _isOver = true;
            Erase();
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            Erase();
            var line = string.Create(CultureInfo.InvariantCulture, $"{Plain.Line(_doing)} … {_time.GetElapsedTime(_began).TotalSeconds:0} s");
            _terminal.Write(line);
            _terminal.Flush();
            _shown = line.Length;
        }
    }

    private void Erase()
    {
        if (_shown == 0)
            return;
        _terminal.Write("\r" + new string(' ', _shown) + "\r");
        _terminal.Flush();
        _shown = 0;
    }
}
