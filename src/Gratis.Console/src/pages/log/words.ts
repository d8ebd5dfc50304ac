import type { Tone } from '@/ui/Badge';

export const outcomes = ['served', 'streaming', 'cancelled'] as const;
export type KnownOutcome = (typeof outcomes)[number];

/** All others are codes of errors, and are shown as they are: clients see the same ones. */
export const isKnownOutcome = (outcome: string): outcome is KnownOutcome =>
  (outcomes as readonly string[]).includes(outcome);

export const outcomeTone = (outcome: string): Tone =>
  !isKnownOutcome(outcome) ? 'bad' : outcome === 'served' ? 'good' : outcome === 'streaming' ? 'accent' : 'neutral';
