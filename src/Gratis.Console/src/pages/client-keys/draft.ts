import { limitNames, type ClientTerms, type LimitName } from '@/api/clientKeys';

const numbers = [...limitNames, 'daily_budget_usd', 'monthly_budget_usd', 'max_wait_seconds'] as const;
export type NumberName = (typeof numbers)[number];

/** The terms as they are typed: a number is a text until it is one. */
export interface Draft extends Pick<
  ClientTerms,
  'name' | 'models' | 'providers' | 'avoid_providers' | 'regions' | 'avoid_regions' | 'privacy' | 'priority' | 'sticky'
> {
  numbers: Record<NumberName, string>;
}

export type Problem = 'name' | NumberName;

const most: Record<NumberName, number> = {
  rpm: 1e6,
  rpd: 1e9,
  tpm: 1e12,
  tpd: 1e12,
  concurrency: 1e6,
  daily_budget_usd: 1e9,
  monthly_budget_usd: 1e9,
  max_wait_seconds: 86_400,
};

/** Digits alone: a tiny budget must not come back as 1e-9, which nobody types. */
const digits = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 9 });

/** Without limits of its own. */
export const emptyTerms: ClientTerms = {
  name: '',
  limits: { rpm: null, rpd: null, tpm: null, tpd: null, concurrency: null },
  daily_budget_usd: null,
  monthly_budget_usd: null,
  models: [],
  providers: [],
  avoid_providers: [],
  regions: [],
  avoid_regions: [],
  privacy: 'any',
  priority: 'interactive',
  sticky: null,
  max_wait_seconds: null,
};

export function draftOf(terms: ClientTerms): Draft {
  const text = (name: NumberName) => {
    const value = isLimit(name) ? terms.limits[name] : terms[name];
    return value === null ? '' : digits.format(value);
  };
  const { name, models, providers, avoid_providers, regions, avoid_regions, privacy, priority, sticky } = terms;
  return {
    ...{ name, models, providers, avoid_providers, regions, avoid_regions, privacy, priority, sticky },
    numbers: Object.fromEntries(numbers.map((one) => [one, text(one)])) as Record<NumberName, string>,
  };
}

/** What the gateway would refuse, by the field that it is in. */
export function problemsOf(draft: Draft): Problem[] {
  return [
    ...(draft.name.trim() === '' ? (['name'] as const) : []),
    ...numbers.filter((name) => valueOf(draft, name) === undefined),
  ];
}

/** Only of a draft without problems. */
export function termsOf(draft: Draft): ClientTerms {
  const { name, models, providers, avoid_providers, regions, avoid_regions, privacy, priority, sticky } = draft;
  const value = (which: NumberName) => valueOf(draft, which) ?? null;
  return {
    ...{ models, providers, avoid_providers, regions, avoid_regions, privacy, priority, sticky },
    name: name.trim(),
    limits: Object.fromEntries(limitNames.map((one) => [one, value(one)])) as Record<LimitName, number | null>,
    daily_budget_usd: value('daily_budget_usd'),
    monthly_budget_usd: value('monthly_budget_usd'),
    max_wait_seconds: value('max_wait_seconds'),
  };
}

/** Null where nothing is said, undefined where what is said is none. */
function valueOf(draft: Draft, name: NumberName): number | null | undefined {
  const text = draft.numbers[name].trim();
  if (text === '') return null;
  const isMoney = name.endsWith('_usd');
  if (!(isMoney ? /^\d+(\.\d{1,9})?$/ : /^\d+$/).test(text)) return undefined;
  const value = Number(text);
  return value >= (isLimit(name) ? 1 : 0) && value <= most[name] ? value : undefined;
}

const isLimit = (name: NumberName): name is LimitName => (limitNames as readonly string[]).includes(name);
