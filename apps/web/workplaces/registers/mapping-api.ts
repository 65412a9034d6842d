import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  MappingAnswer,
  MappingTest,
  MappingTested,
  RecordsTest,
  RecordsTested,
} from '../../../../modules/registers/trying/trying-api.ts';
import { act, read } from '../../features/api/request.ts';

export type MappingInForce = z.output<typeof MappingAnswer>;
export type Tested = z.output<typeof MappingTested>;
export type TriedExample = Tested['examples'][number];
export type TestedRecords = z.output<typeof RecordsTested>;
export type TriedRecord = TestedRecords['records'][number];
export type Meant = NonNullable<TriedExample['means']>;

export function mappingQuery(register: string) {
  return queryOptions({
    queryKey: ['mapping', register],
    queryFn: () =>
      read<MappingInForce>(`/official/v1/registers/${encodeURIComponent(register)}/mapping`),
  });
}

export type MappingTry = z.output<typeof MappingTest> | z.output<typeof RecordsTest>;

/** On examples, or on records that are held. */
export function tryMapping(sent: MappingTry): Promise<Tested | TestedRecords> {
  return act(`/official/v1/mappings/${'examples' in sent ? 'test' : 'test-records'}`, sent);
}
