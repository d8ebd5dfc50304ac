import type { Claim } from '@/api/routes';
import { groupBy } from '@/app/groupBy';

/** What is said about one thing, what is believed first. */
export interface Topic {
  topic: string;
  claims: Claim[];
}

export function topicsOf(claims: readonly Claim[]): Topic[] {
  return [...groupBy(claims, (claim) => claim.topic)].map(([topic, own]) => ({
    topic,
    claims: own.toSorted((a, b) => Number(b.believed) - Number(a.believed)),
  }));
}

export type TriState = 'auto' | 'yes' | 'no';

/**
 * What the owner said here about a topic. What the config says is the owner's word too, but it has no instant and is not taken back here.
 */
export function saidHere(claims: readonly Claim[], topic: string): TriState {
  const said = claims.find((claim) => claim.topic === topic && claim.layer === 'owner' && claim.at !== null);
  return said === undefined ? 'auto' : said.value === 'true' ? 'yes' : 'no';
}

export const valueOf = (choice: TriState): boolean | null => (choice === 'auto' ? null : choice === 'yes');

/** Only what is plainly a page of the web becomes a link. */
export const isPage = (from: string | null): from is string => from !== null && /^https:\/\/[^\s]+$/.test(from);
