import type { LiveEvent } from '@/api/live';
import type { LoggedRequest } from '@/api/requests';
import type { TrailStep } from '@/pages/log/Trail';

/** Where a request is; `lost`: events are missing, nobody knows here how it went on. */
export type Phase = 'started' | 'attempt' | 'waiting' | 'committed' | 'ended' | 'lost';

export interface LiveRequest {
  id: string;
  at: string;
  model: string | null;
  client: string | null;
  phase: Phase;
  trail: readonly TrailStep[];
  /** While it waits: when the first route opens. */
  until: string | null;
  /** All that the log says, when it has ended. */
  end: LoggedRequest | null;
}

export interface LiveList {
  /** Newest first. */
  requests: readonly LiveRequest[];
  /** How many events this browser was too slow for. */
  dropped: number;
}

export const emptyList: LiveList = { requests: [], dropped: 0 };

/** The browser holds so many; the log has them all. */
export const mostRequests = 500;

/** The list after some more events, in their order. `now` is when a request whose beginning was missed is first heard of. */
export function withEvents(list: LiveList, events: readonly LiveEvent[], now: string): LiveList {
  if (events.length === 0) return list;
  const byId = new Map(list.requests.map((request) => [request.id, request]));
  const fresh: string[] = [];
  let { dropped } = list;
  for (const event of events) {
    if (event.type === 'dropped') {
      dropped += event.count;
      byId.forEach((request, id) => byId.set(id, lost(request)));
      continue;
    }
    const known = byId.get(event.id);
    if (known === undefined) fresh.push(event.id);
    byId.set(event.id, after(known ?? begun(event.id, now), event));
  }
  const order = [...fresh.reverse(), ...list.requests.map((request) => request.id)].slice(0, mostRequests);
  return { requests: order.flatMap((id) => byId.get(id) ?? []), dropped };
}

/** The list when the stream broke: what was under way went on unseen. */
export const withGap = (list: LiveList): LiveList => ({ ...list, requests: list.requests.map(lost) });

const lost = (request: LiveRequest): LiveRequest =>
  request.phase === 'ended' || request.phase === 'lost' ? request : { ...request, phase: 'lost' };

const begun = (id: string, at: string): LiveRequest => ({
  id,
  at,
  model: null,
  client: null,
  phase: 'started',
  trail: [],
  until: null,
  end: null,
});

function after(request: LiveRequest, event: Exclude<LiveEvent, { type: 'dropped' }>): LiveRequest {
  switch (event.type) {
    case 'started':
      return {
        ...request,
        at: event.at ?? request.at,
        model: event.model ?? null,
        client: event.client ?? null,
        phase: 'started',
      };
    case 'attempt':
      return {
        ...request,
        phase: 'attempt',
        until: null,
        trail: [...request.trail, { route: event.route ?? '', account: event.account, verdict: null }],
      };
    case 'failed':
    case 'committed': {
      const step = {
        route: event.route ?? '',
        account: event.account,
        verdict: event.verdict ?? event.type,
        status: event.status,
        ms: event.ms,
      };
      // Hedged calls run side by side: the one that ends is the last under way on that route.
      const place = request.trail.findLastIndex((one) => one.verdict === null && one.route === step.route);
      const trail = place < 0 ? [...request.trail, step] : request.trail.with(place, step);
      return { ...request, phase: event.type === 'committed' ? 'committed' : 'attempt', trail };
    }
    case 'waiting':
      return { ...request, phase: 'waiting', until: event.until ?? null };
    case 'ended': {
      const { at, model, client, attempts } = event;
      return { ...request, at, model, client, phase: 'ended', until: null, trail: attempts, end: event };
    }
  }
}

export const shows = ['all', 'under_way', 'served', 'failed'] as const;
export type Show = (typeof shows)[number];

/** Those that are asked for: of one kind, and with a text in a name. */
export function matching(requests: readonly LiveRequest[], show: Show, text: string): readonly LiveRequest[] {
  const wanted = text.trim().toLowerCase();
  return requests.filter((request) => isOfKind(request, show) && (wanted === '' || says(request, wanted)));
}

function isOfKind({ phase, end }: LiveRequest, show: Show): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'under_way':
      return phase !== 'ended' && phase !== 'lost';
    case 'served':
      return end?.outcome === 'served';
    case 'failed':
      return end !== null && end.error !== null;
  }
}

const says = (request: LiveRequest, wanted: string): boolean =>
  [request.id, request.model, request.client, request.end?.outcome, ...request.trail.map((step) => step.route)].some(
    (name) => name?.toLowerCase().includes(wanted),
  );
