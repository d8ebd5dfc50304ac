import type { UsageColumn, UsageFigures, UsageStep } from '@/api/usage';

/** The figures of every step, one list for each: what a chart wants. */
export function columnsOf(series: readonly UsageStep[]) {
  const of = <K extends keyof UsageStep>(name: K) => series.map((step) => step[name]);
  return {
    at: of('at'),
    served: of('served'),
    failed: of('failed'),
    success: of('success'),
    input: of('input_tokens'),
    output: of('output_tokens'),
    p50: of('p50_ms'),
    p95: of('p95_ms'),
    firstP50: of('p50_first_token_ms'),
    firstP95: of('p95_first_token_ms'),
    cost: of('cost_usd'),
  };
}

export const tokensOf = (figures: UsageFigures) => figures.input_tokens + figures.output_tokens;

/** The requests of a row in the log, where the log can be asked for them. */
export function logAddress(by: UsageColumn, key: string | null): string | null {
  if (key === null) return null;
  if (by === 'day') {
    const from = `${key}T00:00:00.000Z`;
    return `/log?${new URLSearchParams({ from, to: new Date(Date.parse(from) + 86_400_000).toISOString() })}`;
  }
  return `/log?${new URLSearchParams({ [by === 'outcome' ? 'status' : by]: key })}`;
}
