namespace Gratis.Simulator.Answers;

/// <summary>How frames become lines.</summary>
/// <param name="Crlf">CRLF instead of LF.</param>
/// <param name="NoSpace">No space after the colon.</param>
/// <param name="MultiLine">Data spread over two lines.</param>
internal readonly record struct LineStyle(bool Crlf, bool NoSpace, bool MultiLine);
