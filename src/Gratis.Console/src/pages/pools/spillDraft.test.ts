import { describe, expect, it } from 'vitest';
import type { Config, SpillConfig } from '@/api/config';
import { isMoney, spillDraftOf, spillPatch, takeBackPatch } from './spillDraft';

const spill: SpillConfig = {
  enabled: false,
  monthly_budget_usd: 5,
  daily_budget_usd: 0.5,
  zone: 'UTC',
  targets: ['openrouter/paid'],
};

describe('what may be spent', () => {
  it('sends nothing when nothing was changed', () => expect(spillPatch(spill, spillDraftOf(spill))).toEqual({}));

  it('sends what was changed and no more', () => {
    const draft = { ...spillDraftOf(spill), enabled: true, daily: ' ', targets: [] };
    expect(spillPatch(spill, draft)).toEqual({ enabled: true, daily_budget_usd: null, targets: [] });
  });

  it('knows money when it sees it', () => {
    expect(['0', '5', ' 0.25 '].every(isMoney)).toBe(true);
    expect(['', '-1', '1e3', '5$', '.5'].some(isMoney)).toBe(false);
  });

  it('takes back what was said here, and only that', () => {
    const from = (layer: string) => ({ layer, at: null, variables: [] });
    const config = (sources: Config['sources']) => ({ sources }) as Config;
    expect(takeBackPatch(config({ 'spill.enabled': from('api'), 'spill.zone': from('file') }))).toEqual({
      enabled: null,
    });
    expect(takeBackPatch(config({ 'spill.zone': from('file') }))).toBeNull();
  });
});
