/** What can come of a call to a route. */
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

export type Verdict = (typeof verdicts)[number];

export const isVerdict = (text: string): text is Verdict => verdicts.some((verdict) => verdict === text);
