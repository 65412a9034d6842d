import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ActsAnswer,
  MandateRequest,
  MandatesAnswer,
} from '../../../../modules/identity/mandates/mandate-api.ts';
import { act, read } from '../../features/api/request.ts';
import { askPasskey } from '../../features/second-factors/second-factors.ts';

export type Mandate = z.output<typeof MandatesAnswer>['given'][number];
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

/** In whose name mandates are seen and given: one's own, or that of the organisation one acts for. */
export type Giver = 'recipient' | 'organisation';

export function mandatesQuery(giver: Giver) {
  return infiniteQueryOptions({
    queryKey: ['mandates', giver],
    queryFn: ({ pageParam }) =>
      read<z.output<typeof MandatesAnswer>>(
        `/${giver}/v1/mandates${pageParam ? `?before=${pageParam}` : ''}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

export function mandateActsQuery(giver: Giver, id: string) {
  return queryOptions({
    queryKey: ['mandates', giver, id, 'acts'],
    queryFn: () => read<z.output<typeof ActsAnswer>>(`/${giver}/v1/mandates/${id}/acts`),
  });
}

export function beginMandate(
  giver: Giver,
  mandate: NewMandate,
  means?: string,
): Promise<Confirmation> {
  const query = means === undefined ? '' : `?${new URLSearchParams({ means })}`;
  return act<Confirmation>(`/${giver}/v1/mandates/confirmation${query}`, mandate);
}

/**
 * Gives the mandate when its confirmation is there; says whether it was. Throws a `Problem`, or
 * `PasskeyNotUsed`.
 */
export async function giveMandate(
  giver: Giver,
  mandate: NewMandate,
  { id: confirmationId, asked }: Confirmation,
): Promise<boolean> {
  const answer = asked ? { response: await askPasskey(asked) } : undefined;
  const { state } = await act<{ state: 'waiting' | 'confirmed' }>(
    `/${giver}/v1/confirmations/${confirmationId}/complete`,
    answer,
  );
  if (state === 'waiting') return false;
  await act(`/${giver}/v1/mandates`, { ...mandate, confirmationId });
  return true;
}

export function revokeMandate(giver: Giver, id: string): Promise<unknown> {
  return act(`/${giver}/v1/mandates/${id}/revoke`);
}
