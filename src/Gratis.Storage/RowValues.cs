using System.Data.Common;

namespace Gratis.Storage;

/// <summary>Reads values of which nobody knows whether they are what we wrote: each says false where it is not.</summary>
internal static class RowValues
{
    /// <summary>UTC ticks, or nothing.</summary>
    public static bool Instant(DbDataReader row, int column, out DateTimeOffset? instant)
    {
        instant = null;
        if (!Number(row, column, out long? ticks)) return false;
        if (ticks is null) return true;
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return false;
        instant = new DateTimeOffset(ticks.Value, TimeSpan.Zero);
        return true;
    }

    /// <summary>A whole number, or nothing.</summary>
    public static bool Number(DbDataReader row, int column, out long? number)
    {
        object value = row.GetValue(column);
        number = value as long?;
        return value is long or DBNull;
    }

    /// <summary>A finite number that is not below zero.</summary>
    public static bool Amount(DbDataReader row, int column, out double amount)
    {
        amount = row.GetValue(column) is double value ? value : double.NaN;
        return amount >= 0 && double.IsFinite(amount);
    }

    /// <summary>A text, or nothing.</summary>
    public static bool Text(DbDataReader row, int column, out string? text)
    {
        object value = row.GetValue(column);
        text = value as string;
        return value is string or DBNull;
    }

    /// <summary>One of the words of an enumeration.</summary>
    public static bool Word<T>(DbDataReader row, int column, out T word)
        where T : struct, Enum
    {
        word = default;
        // To the letter: a parser also takes numbers and lists.
        return row.GetValue(column) is string text && Enum.TryParse(text, out word) && word.ToString() == text && Enum.IsDefined(word);
    }
}
