import { queryOptions } from '@tanstack/react-query';
import type { UsageAnswer } from '../../../../modules/transactions/recipient-api.ts';
import { act, read } from '../../features/api/request.ts';

const LIVE_MS = 2_000;

export interface Texts {
  lv: string;
  en: string;
}

/** A reason and what it was reached from. */
export interface Reason {
  text: Texts;
  verdict: 'yes' | 'no' | 'unknown';
  parts: Reason[];
}

export interface Entitlement {
  id: string;
  relief: { code: string; name: Texts; kind: string; act: string };
  grantor: Texts;
  from: string;
  to: string | null;
  /** Given although a register has not stated everything yet. */
  provisional: boolean;
  /** How much, and on what, in sentences. */
  benefits: Texts[];
  /** How often, and on what terms. */
  terms: Texts[];
  why: Reason;
}

export type Quota = UsageAnswer['quotas'][number];
export type Budget = UsageAnswer['budgets'][number];
export type Points = UsageAnswer['points'][number];

export interface Means {
  id: string;
  kind: Texts & { code: string };
  ending: string | null;
  status: 'active' | 'blocked' | 'lost' | 'expired';
  issuer: Texts | null;
  validTo: string | null;
}

export interface OneTimeCode {
  code: string;
  expiresAt: string;
}

export const entitlementsQuery = queryOptions({
  queryKey: ['entitlements'],
  queryFn: () => read<{ entitlements: Entitlement[] }>('/recipient/v1/entitlements'),
});

/** The reliefs that only missing facts keep from the person, and which facts. */
export const missingFactsQuery = queryOptions({
  queryKey: ['missing-facts'],
  queryFn: () =>
    read<{ reliefs: { relief: { code: string; name: Texts }; missing: Texts[] }[] }>(
      '/recipient/v1/missing-facts',
    ),
});

/** Why the person has a relief today, or does not. */
export interface ReliefExplanation {
  relief: { code: string; name: Texts };
  day: string;
  verdict: Reason['verdict'];
  summary: Texts;
  grantor: Texts | null;
  why: Reason | null;
  benefits: { benefit: Texts; why: Reason }[];
}

export function reliefExplanationQuery(code: string) {
  return queryOptions({
    queryKey: ['relief-explanation', code],
    queryFn: () =>
      read<ReliefExplanation>(`/recipient/v1/reliefs/${encodeURIComponent(code)}/explanation`),
  });
}

export const publicReliefsQuery = queryOptions({
  queryKey: ['public-reliefs'],
  queryFn: () =>
    read<{ reliefs: { code: string; name: Texts; grantor: Texts }[] }>('/reliefs/v1/reliefs'),
});

export const usageQuery = queryOptions({
  queryKey: ['usage'],
  queryFn: () => read<UsageAnswer>('/recipient/v1/usage'),
  refetchInterval: LIVE_MS * 5,
});

export const meansQuery = queryOptions({
  queryKey: ['means'],
  queryFn: () => read<{ means: Means[] }>('/recipient/v1/means'),
});

export type MeansAct = 'block' | 'unblock' | 'report-lost';

export function actOnMeans(id: string, what: MeansAct): Promise<unknown> {
  return act(`/recipient/v1/means/${id}/${what}`);
}

export function issueOneTimeCode(): Promise<OneTimeCode> {
  return act<OneTimeCode>('/recipient/v1/one-time-code');
}
