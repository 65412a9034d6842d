import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ActsAnswer,
  MandateRequest,
  MandatesAnswer,
} from '../../../../modules/identity/mandates/mandate-api.ts';
import { act, read } from '../../features/api/request.ts';
import { askPasskey } from '../../features/second-factors/second-factors.ts';

export type Mandate = z.output<typeof MandatesAnswer>['given'][number];
export type MandateAct = Mandate['acts'][number];
export type NewMandate = z.input<typeof MandateRequest>;

/** What the person confirms, by what, and the code that their telephone must show. */
export interface Confirmation {
  id: string;
  text: string;
  shown: string | null;
  asked: PublicKeyCredentialRequestOptionsJSON | null;
  means: string;
  others: string[];
}

export const mandatesQuery = queryOptions({
  queryKey: ['mandates'],
  queryFn: () => read<z.output<typeof MandatesAnswer>>('/recipient/v1/mandates'),
});

export function mandateActsQuery(id: string) {
  return queryOptions({
    queryKey: ['mandates', id, 'acts'],
    queryFn: () => read<z.output<typeof ActsAnswer>>(`/recipient/v1/mandates/${id}/acts`),
  });
}

export function beginMandate(mandate: NewMandate, means?: string): Promise<Confirmation> {
  const query = means === undefined ? '' : `?${new URLSearchParams({ means })}`;
  return act<Confirmation>(`/recipient/v1/mandates/confirmation${query}`, mandate);
}

/**
 * Gives the mandate when its confirmation is there; says whether it was. Throws a `Problem`, or
 * `PasskeyNotUsed`.
 */
export async function giveMandate(
  mandate: NewMandate,
  { id: confirmationId, asked }: Confirmation,
): Promise<boolean> {
  const answer = asked ? { response: await askPasskey(asked) } : undefined;
  const { state } = await act<{ state: 'waiting' | 'confirmed' }>(
    `/recipient/v1/confirmations/${confirmationId}/complete`,
    answer,
  );
  if (state === 'waiting') return false;
  await act('/recipient/v1/mandates', { ...mandate, confirmationId });
  return true;
}

export function revokeMandate(id: string): Promise<unknown> {
  return act(`/recipient/v1/mandates/${id}/revoke`);
}
