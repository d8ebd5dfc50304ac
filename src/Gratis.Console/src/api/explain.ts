import { api } from './client';

/** The plan that a request would get now. */
export interface Plan {
  model: string;
  target: 'pinned' | 'model' | 'virtual';
  tier: string | null;
  needs: {
    capabilities: string[];
    preferred: string[];
    wishes?: string[];
    input_tokens: number;
    output_tokens: number;
  };
  candidates: Candidate[];
  rejected: Rejected[];
}

export interface Candidate {
  route: string;
  provider: string;
  model: string;
  account: string;
  score: number;
  reasons: string[];
}

export interface Rejected {
  route: string;
  account: string | null;
  reason: string;
  detail: string | null;
  until: string | null;
}

/** Nothing is sent or booked by asking. */
export const explain = (payload: object) => api.post<Plan>('/v1/gateway/explain', payload);
