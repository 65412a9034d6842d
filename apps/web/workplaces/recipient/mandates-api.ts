import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ActsAnswer,
  MandateRequest,
  MandatesAnswer,
} from '../../../../modules/identity/mandates/mandate-api.ts';
import { act, read } from '../../features/api/request.ts';
import {
  beginConfirmation,
  type Confirmation,
} from '../../features/confirmations/confirmations.ts';

export type Mandate = z.output<typeof MandatesAnswer>['given'][number];
export type NewMandate = z.input<typeof MandateRequest>;

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
  return beginConfirmation(`/${giver}/v1/mandates/confirmation`, mandate, means);
}

/** Gives the mandate that was confirmed. Throws a `Problem`. */
export function giveMandate(
  giver: Giver,
  mandate: NewMandate,
  confirmationId: string,
): Promise<unknown> {
  return act(`/${giver}/v1/mandates`, { ...mandate, confirmationId });
}

export function revokeMandate(giver: Giver, id: string): Promise<unknown> {
  return act(`/${giver}/v1/mandates/${id}/revoke`);
}
