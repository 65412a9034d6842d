import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ActsAnswer,
  GiveMandateRequest,
  MandatesAnswer,
} from '../../../../modules/identity/mandates/mandate-api.ts';
import { act, read } from '../../features/api/request.ts';

export type Mandate = z.output<typeof MandatesAnswer>['given'][number];
export type MandateAct = Mandate['acts'][number];
export type NewMandate = z.input<typeof GiveMandateRequest>;

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

export function giveMandate(mandate: NewMandate): Promise<unknown> {
  return act('/recipient/v1/mandates', mandate);
}

export function revokeMandate(id: string): Promise<unknown> {
  return act(`/recipient/v1/mandates/${id}/revoke`);
}
