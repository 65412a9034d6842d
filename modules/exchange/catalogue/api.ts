import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { FIELD_TYPES, LICENCES, PERSONAL_CLASSES, UPDATE_RHYTHMS } from '../definition.ts';
import { VersionCursor } from '../version.ts';

/** What officials read of data sets that they may apply for. */
const PersonalClass = z.enum(PERSONAL_CLASSES);

export const CatalogueEntry = z.object({
  code: z.string(),
  version: z.int(),
  name: Text,
  source: z.object({ code: z.string(), name: Text }),
  updates: z.enum(UPDATE_RHYTHMS).nullable(),
  licence: z.enum(LICENCES).nullable(),
  legalBasis: Text.nullable().meta({ description: 'By which the source keeps the records.' }),
  endsOn: z.string().nullable().meta({ description: 'The first day on which it is no more.' }),
  loadedAt: z.iso.datetime().nullable().meta({ description: 'When an upload was last whole.' }),
  changedAt: z.iso.datetime().nullable().meta({ description: 'When something last changed.' }),
  mostPersonal: PersonalClass.optional().meta({ description: 'Of its fields.' }),
  fieldCount: z.int(),
});
export type CatalogueEntry = z.output<typeof CatalogueEntry>;

export const CatalogueField = z.object({
  path: z.string().meta({ description: 'As a permission names it: `waters.hectares`.' }),
  type: z.enum([...FIELD_TYPES, 'list']),
  class: PersonalClass.nullable().meta({ description: 'Null: a list, whose fields have theirs.' }),
  required: z.boolean(),
  inKey: z.boolean().meta({ description: 'Always readable.' }),
  comment: Text.nullable(),
});
export type CatalogueField = z.output<typeof CatalogueField>;

const LICENCES_ENTRY = {
  ...{ code: 'vejaine-licences', version: 1 },
  name: { lv: 'Makšķerēšanas licences', en: 'Fishing licences' },
  source: {
    code: 'm-0099000',
    name: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
  },
  ...{ updates: 'daily' as const, licence: 'closed' as const, endsOn: null },
  legalBasis: {
    lv: 'Vējaines novada saistošie noteikumi Nr. 7',
    en: 'Binding regulations No. 7 of Vējaine Municipality',
  },
  ...{ loadedAt: '2026-03-11T03:12:00.000Z', changedAt: '2026-03-11T03:11:58.000Z' },
  ...{ mostPersonal: 'personal' as const, fieldCount: 8 },
};

const PAGE_MAX = 100;

export const CatalogueQuery = z.strictObject({
  search: z.string().trim().max(100).default(''),
  after: VersionCursor.optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(20),
});

export const CatalogueAnswer = z
  .object({ dataSets: z.array(CatalogueEntry), next: z.string().nullable() })
  .meta({ example: { dataSets: [LICENCES_ENTRY], next: null } });

export const CataloguedAnswer = CatalogueEntry.extend({
  versions: z
    .array(z.object({ version: z.int(), endsOn: z.string().nullable() }))
    .meta({ description: 'All that are published, this one too.' }),
  fields: z.array(CatalogueField).meta({ description: 'What is nested stands after its list.' }),
}).meta({
  example: {
    ...LICENCES_ENTRY,
    versions: [{ version: 1, endsOn: null }],
    fields: [
      {
        ...{ path: 'personCode', type: 'personal-code' as const, class: 'personal' as const },
        ...{ required: true, inKey: true },
        comment: { lv: 'Licences īpašnieka personas kods', en: 'Personal code of the holder' },
      },
    ],
  },
});
export type CataloguedDataSet = z.output<typeof CataloguedAnswer>;
