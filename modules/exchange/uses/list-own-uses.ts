import { askingPerson } from '../../../platform/asking.ts';
import type { Context } from '../../../platform/context.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { listPersonalCodeHashes } from '../../persons/index.ts';
import { type Field, fieldPaths } from '../definition.ts';
import { readableFields } from '../permissions/granted-fields.ts';
import { shortPersonHash } from '../permissions/persons-of-records.ts';
import { makeView } from '../permissions/view.ts';
import type { OwnUse } from './api.ts';
import { type OwnUseRow, selectOwnUses } from './sql/select-own-uses.ts';

const OWN_RECORDS: LocalizedText = {
  lv: 'Iestāde lasīja savu reģistru.',
  en: 'The institution read its own register.',
};
const OPERATING: LocalizedText = {
  lv: 'Koplietas uzturēšana.',
  en: 'Operating Koplieta.',
};

/**
 * Who looked at records about the asking person, under the present code or a former one: when, why, and at
 * what, the newest first. Where a whole data set was read it may have been about anybody in it, and is told
 * to everybody.
 */
export async function listOwnUses(
  context: Context,
  { before, limit }: { before: { usedAt: string; id: string } | null; limit: number },
): Promise<OwnUse[]> {
  const hashes = await listPersonalCodeHashes(context, askingPerson(context));
  const asked = { personHashes: hashes.map(shortPersonHash), before, limit };
  return (await selectOwnUses(context.db, asked)).map(show);
}

function show(row: OwnUseRow): OwnUse {
  const { id, usedAt, everybody, version, definition, source, reader, permission } = row;
  const { code, name, legalBasis = null } = definition;
  return {
    ...{ id, at: usedAt.toISOString(), everybody, source, reader, permission },
    dataSet: { code, version, name },
    purpose: row.purpose ?? (reader ? OWN_RECORDS : OPERATING),
    legalBasis: row.legalBasis ?? legalBasis,
    fields: fieldPaths(fieldsOf(row)).map(({ path: name, field: { comment = null } }) => ({
      name,
      comment,
    })),
  };
}

/** What could be seen then, as its text said it then. */
function fieldsOf({ definition, granted }: OwnUseRow): readonly Field[] {
  if (!granted) return definition.fields;
  const fields = readableFields(definition.fields, granted);
  return makeView(definition, { fields, rows: [] }).definition.fields;
}
