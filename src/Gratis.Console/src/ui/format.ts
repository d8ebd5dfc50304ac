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
  const digits = value > 0 && value < 0.01 ? Math.min(20, Math.max(6, 1 + Math.ceil(-Math.log10(value)))) : 2;
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: digits }).format(value);
}

/** Day and time. */
export function formatInstant(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** The time of day to the second, for what is of today. */
export function formatTime(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(new Date(instant));
}

/** Day and time to the second, for lists of what happened. */
export function formatSecond(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(instant));
}

/** An instant to the millisecond, with its zone: for whoever compares it with something else. */
export function formatExact(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  }).format(new Date(instant));
}

/** `340 ms`, `1.2 s`, `2 min`. */
export function formatDuration(ms: number, language: string): string {
  const [value, unit, digits] =
    ms < 1000
      ? ([ms, 'millisecond', 0] as const)
      : ms < 120_000
        ? ([ms / 1000, 'second', 1] as const)
        : ([ms / 60_000, 'minute', 1] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: digits }).format(value);
}

/** `99.2%`; what is not everything is never rounded up to it. */
export function formatPercent(share: number, language: string): string {
  const rounded = share < 1 ? Math.min(share, 0.999) : share;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(rounded);
}
