import type { Context } from '../../../platform/context.ts';
import { addOrganisations, findPersonsNamed, recordRepresentations } from '../../persons/index.ts';
import type { OrganisationMeaning } from '../mapping/meaning.ts';
import type { Applying, ReadRecord } from './applying.ts';
import { noteWaiting } from './note-waiting.ts';

/**
 * Makes organisations known as these records have them, and who represents them. An organisation that its
 * register has no more stays, since reliefs, agreements and books name it; nobody represents it then.
 */
export async function applyOrganisations(context: Context, applying: Applying): Promise<void> {
  const { records, register, applied } = applying;
  const stated = records.flatMap((record) => ofOrganisation(record)?.organisation ?? []);
  const { written } = await addOrganisations(context, stated);
  applied.otherRows += written;
  if (register.mapping.representatives.length > 0) await applyRepresentatives(context, applying);
}

/** Nobody represents organisations any more that the register names no more. */
export async function endRepresentations(
  context: Context,
  { register, applied }: Applying,
  registrationNumbers: readonly string[],
): Promise<void> {
  const about = { register: register.code, registrationNumbers, representations: [] };
  applied.otherRows += await recordRepresentations(context, about);
}

async function applyRepresentatives(context: Context, applying: Applying): Promise<void> {
  const { records, register, applied } = applying;
  const { code, mapping, mappingId } = register;
  const codes = records.flatMap(namedBy);
  const ids = await findPersonsNamed(context, codes);
  const field = mapping.organisation?.registrationNumber ?? '';
  applied.otherRows += await recordRepresentations(context, {
    register: code,
    registrationNumbers: records.map(({ key }) => String(key[field])),
    representations: records.flatMap((record) => {
      const registrationNumber = String(record.key[field]);
      const source = { mappingId, position: record.position };
      return (ofOrganisation(record)?.representatives ?? []).flatMap((one) => {
        const { personalCode, manner, from: validFrom, to: validTo } = one;
        const personId = ids.get(personalCode);
        if (personId === undefined) return [];
        return [{ registrationNumber, personId, manner, validFrom, validTo, source }];
      });
    }),
  });
  await noteWaiting(context, applying, { namedBy, ids });
}

function namedBy(record: ReadRecord): string[] {
  const meaning = ofOrganisation(record);
  return (meaning?.representatives ?? []).map(({ personalCode }) => personalCode);
}

function ofOrganisation({ meaning }: ReadRecord): OrganisationMeaning | null {
  return meaning?.about === 'organisation' ? meaning : null;
}
