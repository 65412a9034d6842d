import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { CatalogueField } from '../catalogue/api.ts';
import { UPDATE_RHYTHMS } from '../definition.ts';

/** What a person reads of what data sets hold about them. */
const OwnRecords = z.object({
  dataSet: z.object({ code: z.string(), version: z.int(), name: Text }),
  source: z.object({ code: z.string(), name: Text }).meta({ description: 'Who keeps them.' }),
  legalBasis: Text.nullable().meta({ description: 'By which they are kept.' }),
  updates: z.enum(UPDATE_RHYTHMS).nullable(),
  fields: z
    .array(CatalogueField.pick({ path: true, type: true, comment: true }))
    .meta({ description: 'What the names in the records mean; of a nested list, `waters.name`.' }),
  records: z.array(
    z.object({ changedAt: z.iso.datetime(), record: z.record(z.string(), z.unknown()) }),
  ),
  hasMore: z.boolean().meta({ description: 'Only the last changed hundred records are here.' }),
});
export type OwnRecords = z.output<typeof OwnRecords>;

export const OwnRecordsAnswer = z.object({ dataSets: z.array(OwnRecords) }).meta({
  example: {
    dataSets: [
      {
        dataSet: {
          ...{ code: 'vejaine-licences', version: 1 },
          name: { lv: 'Makšķerēšanas licences', en: 'Fishing licences' },
        },
        source: {
          code: 'm-0099000',
          name: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
        },
        legalBasis: {
          lv: 'Vējaines novada saistošie noteikumi Nr. 7',
          en: 'Binding regulations No. 7 of Vējaine Municipality',
        },
        updates: 'daily' as const,
        fields: [
          {
            ...{ path: 'number', type: 'text' as const },
            comment: { lv: 'Licences numurs', en: 'Number of the licence' },
          },
        ],
        records: [{ changedAt: '2026-03-11T10:00:00.000Z', record: { number: 'L-1' } }],
        hasMore: false,
      },
    ],
  },
});
