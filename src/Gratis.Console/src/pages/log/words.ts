import type { Tone } from '@/ui/Badge';

export const verdicts = [
  'served',
  'rate_limited',
  'quota_spent',
  'payment_wanted',
  'key_refused',
  'model_gone',
  'refused',
  'too_long',
  'filtered',
  'broken',
  'timeout',
  'unreachable',
  'invalid_answer',
  'cancelled',
] as const;
export type KnownVerdict = (typeof verdicts)[number];

export const isKnownVerdict = (verdict: string): verdict is KnownVerdict =>
  (verdicts as readonly string[]).includes(verdict);

export const outcomes = ['served', 'streaming', 'cancelled'] as const;
export type KnownOutcome = (typeof outcomes)[number];

/** All others are codes of errors, and are shown as they are: clients see the same ones. */
export const isKnownOutcome = (outcome: string): outcome is KnownOutcome =>
  (outcomes as readonly string[]).includes(outcome);

export const outcomeTone = (outcome: string): Tone =>
  !isKnownOutcome(outcome) ? 'bad' : outcome === 'served' ? 'good' : outcome === 'streaming' ? 'accent' : 'neutral';
