import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AlertsAnswer } from '../../../../modules/identity/alerts/alert-api.ts';
import type { PaperMandateRequest } from '../../../../modules/identity/mandates/mandate-api.ts';
import type { OfficialsAnswer } from '../../../../modules/identity/roles/role-api.ts';
import type {
  DeskCodeAnswer,
  DeskCodeRequest,
} from '../../../../modules/identity/second-factors/factor-api.ts';
import type { OfficialRole } from '../../../../platform/official-role.ts';
import { act, read } from '../../features/api/request.ts';

export type Official = z.output<typeof OfficialsAnswer>['officials'][number];
export type Role = Official['roles'][number];

/** A role with whose it is. */
export interface NamedRole extends Role {
  name: string;
}

const DAY_MS = 86_400_000;

export const officialsQuery = queryOptions({
  queryKey: ['officials'],
  queryFn: () => read<z.output<typeof OfficialsAnswer>>('/official/v1/officials'),
});

export function addOfficial(official: { name: string; personalCode: string }): Promise<unknown> {
  return act('/official/v1/officials', official);
}

/** People state the last day; the server takes the first one after it. */
export function giveRole(of: {
  id: string;
  role: OfficialRole;
  lastDay: string;
}): Promise<unknown> {
  const until = new Date(Date.parse(`${of.lastDay}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return act(`/official/v1/officials/${of.id}/roles`, { role: of.role, until });
}

export function approveRole(id: string): Promise<unknown> {
  return act(`/official/v1/roles/${id}/approve`);
}

export function endRole(id: string): Promise<unknown> {
  return act(`/official/v1/roles/${id}/end`);
}

/** By a year from the platform's today, which the session's clock tells. */
export function prolongRole(id: string, now: Date): Promise<unknown> {
  const until = new Date(now.getTime() + 365 * DAY_MS).toISOString().slice(0, 10);
  return act(`/official/v1/roles/${id}/prolong`, { until });
}

export type Alert = z.output<typeof AlertsAnswer>['alerts'][number];

export const alertsQuery = infiniteQueryOptions({
  queryKey: ['alerts'],
  queryFn: ({ pageParam }) =>
    read<z.output<typeof AlertsAnswer>>(
      `/official/v1/audit/alerts${pageParam ? `?before=${pageParam}` : ''}`,
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

export function settleAlert({ id, reason }: { id: string; reason: string }): Promise<unknown> {
  return act(`/official/v1/audit/alerts/${id}/settle`, { reason });
}

export interface AuditQuestion {
  from: string;
  until: string;
  act?: string;
  person?: { code: string };
  cursor?: string;
}

export interface AuditRecord {
  id: string;
  at: string;
  act: string;
  actor: { kind: string; id: string | null };
  content: Record<string, unknown> | null;
}

export function searchAudit(
  question: AuditQuestion,
): Promise<{ records: AuditRecord[]; next: string | null }> {
  return act('/official/v1/audit/search', question);
}

/** Gives a client whose document was seen a code that is a second factor once. */
export async function issueDeskCode(client: DeskCodeRequest): Promise<DeskCodeAnswer> {
  return await act('/official/v1/desk-codes', client);
}

export type PaperMandate = Omit<z.input<typeof PaperMandateRequest>, 'scan'>;

/** Enters a mandate that was given on paper, with the scan of it. */
export async function enterMandate({
  mandate,
  scan,
}: {
  mandate: PaperMandate;
  scan: File;
}): Promise<unknown> {
  return await act('/official/v1/mandates', { ...mandate, scan: await base64Of(scan) });
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
