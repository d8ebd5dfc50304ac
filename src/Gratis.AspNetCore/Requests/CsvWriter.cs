using System.Buffers;
using System.Text;

namespace Gratis.AspNetCore.Requests;

/// <summary>Lines of CSV (RFC 4180) that no spreadsheet takes for formulas: names in them are whatever a client made up.</summary>
internal sealed class CsvWriter(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public void WriteLine(params ReadOnlySpan<string?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            Encoding.UTF8.GetBytes(Cell(cells[i] ?? ""), output);
        }

        output.Write("\r\n"u8);
    }

    /// <summary>A cell as it is written.</summary>
    public static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
