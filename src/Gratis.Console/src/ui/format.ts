/** Numbers and instants as this language writes them; instants in local time. */

/** `1,234,567`. */
export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** `1.2M`, where the digits do not matter; numbers of four digits are as short in full. */
export function formatCompact(value: number, language: string): string {
  if (value < 10_000) return formatNumber(value, language);
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** Dollars without a sign: `0.00`. What is less than a cent is never rounded away. */
export function formatDollars(value: number, language: string): string {
  const digits = value > 0 && value < 0.01 ? 6 : 2;
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: digits }).format(value);
}

/** Day and time. */
export function formatInstant(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}
