import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  MappingAnswer,
  MappingTest,
  MappingTested,
} from '../../../../modules/registers/trying/trying-api.ts';
import { act, read } from '../../features/api/request.ts';

export type MappingInForce = z.output<typeof MappingAnswer>;
export type Tested = z.output<typeof MappingTested>;
export type TriedExample = Tested['examples'][number];
export type Meant = NonNullable<TriedExample['means']>;

export function mappingQuery(register: string) {
  return queryOptions({
    queryKey: ['mapping', register],
    queryFn: () =>
      read<MappingInForce>(`/official/v1/registers/${encodeURIComponent(register)}/mapping`),
  });
}

export function testMapping(texts: z.output<typeof MappingTest>): Promise<Tested> {
  return act('/official/v1/mappings/test', texts);
}
