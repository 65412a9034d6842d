import { createHash } from 'node:crypto';
import type { Context } from '../../platform/context.ts';
import { uuidOfBytes } from '../../platform/ids/uuid-of-bytes.ts';
import {
  addPersons,
  findPersonsByCode,
  recordFacts,
  recordHouseholds,
  recordRelations,
} from '../persons/index.ts';
import type { AcceptedRecord } from './parse-records.ts';
import { refuse } from './record-report.ts';
import type { PersonRegister, PersonState, StatedRelation } from './register.ts';
import type { RegisterReport } from './register-report.ts';

export interface StatedPerson {
  personalCode: string;
  state: PersonState;
}

export interface PersonBatch {
  register: PersonRegister;
  records: readonly AcceptedRecord<StatedPerson>[];
  report: RegisterReport;
}

interface KnownPerson {
  personId: string;
  state: PersonState;
}

/** Stores the persons, facts and households of a batch, all or nothing. */
export async function storePersonRecords(context: Context, batch: PersonBatch): Promise<void> {
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const known = await identify(inside, batch);
    const personIds = known.map((one) => one.personId);
    const { added, superseded } = await recordFacts(inside, {
      register: batch.register.code,
      personIds,
      facts: known.flatMap(({ personId, state }) =>
        state.facts.map(({ kind, value, from, to }) => ({
          personId,
          kind,
          value,
          validFrom: from,
          validTo: to,
        })),
      ),
    });
    batch.report.facts.added += added;
    batch.report.facts.superseded += superseded;
    if (known.some(({ state }) => state.households)) {
      const written = await recordHouseholds(inside, {
        personIds,
        memberships: known.flatMap(({ personId, state }) =>
          (state.households ?? []).map(({ number, from, to }) => ({
            personId,
            householdId: householdId(number),
            validFrom: from,
            validTo: to,
          })),
        ),
      });
      batch.report.otherRows += written.length;
    }
  });
}

/**
 * Stores the relations of a batch. A record that names somebody who is not known yet is left for
 * later, and its line given back; the last time, such relations are counted and left out.
 */
export async function storeRelations(
  context: Context,
  batch: PersonBatch,
  { last }: { last: boolean },
): Promise<number[]> {
  const { relations } = batch.register;
  if (!relations) return [];
  const ids = await findPersonsByCode(
    context,
    batch.records.flatMap(({ state: { personalCode, state } }) => [
      personalCode,
      ...(state.relations ?? []).map((relation) => relation.personalCode),
    ]),
  );
  const isKnown = (relation: StatedRelation) => ids.has(relation.personalCode);
  const later = batch.records.filter(
    ({ state: { state } }) => !last && !(state.relations ?? []).every(isKnown),
  );
  const now = batch.records.filter((record) => !later.includes(record));
  const rows = now.flatMap(({ state: { personalCode, state } }) =>
    (state.relations ?? []).filter(isKnown).map(({ kind, personalCode: otherCode, from, to }) => {
      const own = ids.get(personalCode) ?? '';
      const other = ids.get(otherCode) ?? '';
      const sides =
        relations.side === 'person'
          ? { personId: own, relatedId: other }
          : { personId: other, relatedId: own };
      return { ...sides, kind, validFrom: from, validTo: to };
    }),
  );
  const written = await recordRelations(context, {
    kinds: relations.kinds,
    side: relations.side,
    // A record that states no relations at all says nothing about them.
    personIds: now.flatMap(({ state: { personalCode, state } }) =>
      state.relations ? (ids.get(personalCode) ?? []) : [],
    ),
    relations: rows,
  });
  batch.report.otherRows += written.length;
  batch.report.unknownRelated += now
    .flatMap(({ state: { state } }) => state.relations ?? [])
    .filter((relation) => !isKnown(relation)).length;
  return later.map((record) => record.line);
}

async function identify(context: Context, batch: PersonBatch): Promise<KnownPerson[]> {
  const { records, report } = batch;
  const persons = records.flatMap((record) => record.state.state.person ?? []);
  if (persons.length > 0) {
    const { ids, added, changed } = await addPersons(context, persons);
    report.persons.added += added;
    report.persons.changed += changed;
    return records.map((record, at) => ({ personId: ids[at] ?? '', state: record.state.state }));
  }
  const ids = await findPersonsByCode(
    context,
    records.map((record) => record.state.personalCode),
  );
  return records.flatMap((record) => {
    const personId = ids.get(record.state.personalCode);
    if (!personId) {
      refuse(report, {
        line: record.line,
        reason: 'the population register does not know the person',
      });
      return [];
    }
    return [{ personId, state: record.state.state }];
  });
}

/**
 * The id of a household follows from its number in the register (UUIDv8 of its SHA-256), so that
 * loading again finds the same household without keeping the number.
 */
export function householdId(number: string): string {
  return uuidOfBytes(createHash('sha256').update(`household ${number}`).digest());
}
