import { describe, expect, it } from 'vitest';
import type { ClientTerms } from '@/api/clientKeys';
import { draftOf, emptyTerms, problemsOf, termsOf, type NumberName } from './draft';

const terms: ClientTerms = {
  name: 'laptop',
  limits: { rpm: 60, rpd: null, tpm: null, tpd: 100_000, concurrency: 2 },
  daily_budget_usd: 0.000_000_001,
  monthly_budget_usd: 10,
  models: ['auto'],
  providers: ['groq'],
  avoid_providers: [],
  regions: ['eu'],
  avoid_regions: ['cn'],
  privacy: 'no_training',
  priority: 'background',
  sticky: false,
  max_wait_seconds: 0,
};

const withNumber = (name: NumberName, text: string) => {
  const draft = draftOf(terms);
  return { ...draft, numbers: { ...draft.numbers, [name]: text } };
};

describe('terms of a client key', () => {
  it('are the same after they stood in the form', () => {
    expect(problemsOf(draftOf(emptyTerms))).toEqual(['name']);
    expect(termsOf(draftOf(emptyTerms))).toEqual(emptyTerms);
    const { daily_budget_usd: tiny, ...rest } = termsOf(withNumber('daily_budget_usd', '0.000000001'));
    expect({ ...rest, daily_budget_usd: tiny }).toEqual(terms);
  });

  it.each<[NumberName, string, boolean]>([
    ['rpm', '0', false],
    ['rpm', '1', true],
    ['rpm', '1.5', false],
    ['rpm', '-1', false],
    ['rpm', '1000001', false],
    ['rpm', ' ', true],
    ['max_wait_seconds', '0', true],
    ['max_wait_seconds', '86401', false],
    ['daily_budget_usd', '0', true],
    ['daily_budget_usd', '0.1234567891', false],
    ['monthly_budget_usd', '1e3', false],
    ['monthly_budget_usd', 'ten', false],
  ])('%s may be %j: %s', (name, text, isFine) =>
    expect(problemsOf(withNumber(name, text))).toEqual(isFine ? [] : [name]),
  );
});
