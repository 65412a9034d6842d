import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { holdsPersonalCode } from '../../persons/index.ts';
import { type Definition, fieldsByName, isList, isPersonal } from '../definition.ts';
import { canHold } from '../records/can-hold.ts';
import { grantFields } from './granted-fields.ts';
import type { Terms } from './terms.ts';

/**
 * Refuses terms that cannot be granted, with `permission-terms-wrong`: fields that a version does not
 * have, rows chosen by a field that is personal, nested or none, or by a value that it cannot have,
 * days in the wrong order or past, a personal code in words that everybody concerned reads.
 */
export function checkTerms(
  { clock }: Pick<Context, 'clock'>,
  definitions: readonly Definition[],
  terms: Terms,
): void {
  const unknownFields = new Set(
    definitions.flatMap((definition) => grantFields(definition, terms.fields).unknown),
  );
  const unfitRows = new Set(definitions.flatMap((definition) => unfit(definition, terms)));
  const daysWrong = terms.validUntil < terms.validFrom || terms.validUntil < rigaDay(clock.now());
  const words = [...Object.values(terms.purpose), ...Object.values(terms.legalBasis)];
  const namesPerson = words.some(holdsPersonalCode);
  if (unknownFields.size + unfitRows.size === 0 && !daysWrong && !namesPerson) return;
  throw new Refusal('permission-terms-wrong', {
    unknownFields: [...unknownFields],
    unfitRows: [...unfitRows],
    daysWrong,
    namesPerson,
  });
}

function unfit(definition: Definition, { rows }: Terms): string[] {
  const fields = fieldsByName(definition);
  return rows.flatMap((row) => {
    const field = fields.get(row.field);
    if (!field || isList(field) || isPersonal(field)) return [row.field];
    const canMeet = 'profile' in row || row.values.every((value) => canHold(field, value));
    return canMeet ? [] : [row.field];
  });
}
