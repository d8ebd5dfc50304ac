import type { LoggedRequest, RequestFilter } from '@/api/requests';

const names = ['q', 'model', 'route', 'provider', 'client', 'status', 'operation', 'from', 'to'] as const;
const instants: readonly string[] = ['from', 'to'];

/** The filter that an address carries; what it says of no instant is left out. */
export function filterFrom(address: URLSearchParams): RequestFilter {
  const filter: RequestFilter = {};
  for (const name of names) {
    const said = address.get(name)?.trim() ?? '';
    if (said !== '' && !(instants.includes(name) && Number.isNaN(Date.parse(said)))) filter[name] = said;
  }
  return filter;
}

/** The address of a filter; instants come from a form as local times. */
export function addressOf(form: FormData): URLSearchParams {
  const address = new URLSearchParams();
  for (const name of names) {
    const said = form.get(name);
    if (typeof said !== 'string' || said.trim() === '') continue;
    address.set(name, instants.includes(name) ? new Date(said).toISOString() : said.trim());
  }
  return address;
}

/** An instant as an input of date and time wants it: local, to the minute. */
export function localInput(instant: string | undefined): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What could be asked for, as far as it has been seen. */
export function seenIn(requests: readonly LoggedRequest[]) {
  const sorted = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))].sort();
  const attempts = requests.flatMap((request) => request.attempts);
  return {
    model: sorted(requests.map((request) => request.model)),
    route: sorted(attempts.map((attempt) => attempt.route)),
    provider: sorted(requests.map((request) => request.provider)),
    client: sorted(requests.map((request) => request.client)),
    status: sorted(requests.flatMap((request) => [request.outcome, request.status?.toString() ?? null])),
  };
}

interface Page {
  requests: readonly unknown[];
  next: string | null;
}

/** A browser is no archive: who wants more than this narrows the filter or takes the file. */
export const mostRows = 10_000;

/** A page costs a bounded look, and may be empty though there is more: after so many it waits to be asked. */
const emptyLooks = 5;

/** What comes after the pages that are there. */
export function afterPages(pages: readonly Page[]): 'more' | 'ask' | 'end' | 'full' {
  if (pages.length > 0 && pages.at(-1)?.next === null) return 'end';
  if (pages.reduce((sum, page) => sum + page.requests.length, 0) >= mostRows) return 'full';
  const last = pages.slice(-emptyLooks);
  return last.length === emptyLooks && last.every((page) => page.requests.length === 0) ? 'ask' : 'more';
}
