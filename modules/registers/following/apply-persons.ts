import type { Context } from '../../../platform/context.ts';
import {
  addPersons,
  type Dropped,
  findPersonsByCode,
  findPersonsByFormerCode,
  type RelationsStated,
  recordFacts,
  recordHouseholds,
  recordRelations,
} from '../../persons/index.ts';
import { householdId } from '../household-id.ts';
import { personField } from '../mapping/mapping.ts';
import type { PersonMeaning } from '../mapping/meaning.ts';
import type { Applying, ReadRecord } from './applying.ts';
import { hashOf, noteWaiting } from './note-waiting.ts';

/** A record of a person who is known. Without a meaning it is there no more, and says nothing. */
interface OfKnown {
  personId: string;
  position: number;
  meaning: PersonMeaning | null;
}

/**
 * Makes what is known about persons equal to what these records say. Persons become known by the
 * register that names and dates them; records about others, or that name others, wait for these.
 * A person whose record is deleted stays a person of whom that register says nothing.
 */
export async function applyPersons(context: Context, applying: Applying): Promise<void> {
  await makeKnown(context, applying);
  const codes = codesOf(applying);
  const present = await findPersonsByCode(context, codes);
  const others = codes.filter((code) => !present.has(code));
  const former = others.length > 0 ? await findPersonsByFormerCode(context, others) : new Map();
  const ids = new Map([...former, ...present]);
  const known = new Map<string, OfKnown>();
  for (const record of applying.records) {
    const code = codeOf(applying, record);
    const meaning = ofPerson(record);
    // What is deleted under a former code now stands, or will, under the present one.
    const personId = meaning ? ids.get(code) : present.get(code);
    // Of two records of one person the later counts.
    if (!personId || (known.get(personId)?.position ?? 0) > record.position) continue;
    known.set(personId, { personId, position: record.position, meaning });
  }
  await applyStatements(context, applying, { persons: [...known.values()], ids });
  await noteWaiting(context, applying, { namedBy, ids });
}

/** Ends what the register said of persons whom it names no more. */
export async function endPersons(
  context: Context,
  applying: Applying,
  personIds: readonly string[],
): Promise<void> {
  const persons = personIds.map((personId) => ({ personId, position: 0, meaning: null }));
  await applyStatements(context, applying, { persons, ids: new Map() });
}

/** Ends what no mapping states any more: memberships of households, and relations of these kinds. */
export async function endDropped(
  context: Context,
  { book, applied }: Applying,
  { personIds, households, relations }: Dropped & { personIds: readonly string[] },
): Promise<void> {
  if (households)
    await writeMemberships(context, { book, applied }, { personIds, memberships: [] });
  for (const side of ['person', 'related'] as const) {
    const kinds = relations[side];
    if (kinds.length === 0) continue;
    await writeRelations(context, { book, applied }, { kinds, side, personIds, relations: [] });
  }
}

async function applyStatements(
  context: Context,
  applying: Applying,
  { persons, ids }: { persons: readonly OfKnown[]; ids: ReadonlyMap<string, string> },
): Promise<void> {
  const { households, relations } = applying.register.mapping;
  await applyFacts(context, applying, persons);
  if (households.length > 0) await applyMemberships(context, applying, persons);
  if (relations.length > 0) await applyRelations(context, applying, { persons, ids });
}

async function makeKnown(context: Context, { records, book, applied }: Applying): Promise<void> {
  const statements = records.flatMap((record) => ofPerson(record)?.person ?? []);
  if (statements.length === 0) return;
  const { ids, added, changed, writtenIds } = await addPersons(context, statements);
  applied.otherRows += added + changed;
  const written = new Set(writtenIds);
  for (const id of writtenIds) book.note(id, ['person']);
  statements.forEach(({ personalCode, previousPersonalCode }, index) => {
    if (!written.has(ids[index] ?? '')) return;
    for (const code of [personalCode, previousPersonalCode]) {
      if (code !== undefined) applied.newlyKnown.push(hashOf(context, code));
    }
  });
}

async function applyFacts(
  context: Context,
  { register, book, applied }: Applying,
  persons: readonly OfKnown[],
): Promise<void> {
  const { code, mappingId } = register;
  const { added, superseded, changed } = await recordFacts(context, {
    register: code,
    personIds: persons.map(({ personId }) => personId),
    facts: persons.flatMap(({ personId, meaning, position }) =>
      (meaning?.facts ?? []).map(({ kind, value, from, to }) => ({
        ...{ personId, kind, value, validFrom: from, validTo: to },
        source: { mappingId, position },
      })),
    ),
  });
  applied.facts.added += added;
  applied.facts.superseded += superseded;
  for (const { subjectId, kinds } of changed) book.note(subjectId, kinds);
}

async function applyMemberships(
  context: Context,
  told: Told,
  persons: readonly OfKnown[],
): Promise<void> {
  await writeMemberships(context, told, {
    personIds: persons.map(({ personId }) => personId),
    memberships: persons.flatMap(({ personId, meaning }) =>
      (meaning?.households ?? []).map(({ number, from, to }) => ({
        ...{ personId, householdId: householdId(number), validFrom: from, validTo: to },
      })),
    ),
  });
}

type Told = Pick<Applying, 'book' | 'applied'>;

async function writeMemberships(
  context: Context,
  { book, applied }: Told,
  stated: Parameters<typeof recordHouseholds>[1],
): Promise<void> {
  const written = await recordHouseholds(context, stated);
  applied.otherRows += written.length;
  for (const personId of written) book.note(personId, ['household']);
}

async function writeRelations(
  context: Context,
  { book, applied }: Told,
  stated: RelationsStated,
): Promise<void> {
  const written = await recordRelations(context, stated);
  applied.otherRows += written.length;
  for (const { personId, relatedId } of written) {
    book.note(personId, ['relation']);
    book.note(relatedId, ['relation']);
  }
}

async function applyRelations(
  context: Context,
  { register, ...told }: Applying,
  { persons, ids }: { persons: readonly OfKnown[]; ids: ReadonlyMap<string, string> },
): Promise<void> {
  for (const side of ['person', 'related'] as const) {
    const rules = register.mapping.relations.filter(
      ({ of }) => (of === undefined) === (side === 'related'),
    );
    if (rules.length === 0) continue;
    await writeRelations(context, told, {
      kinds: [...new Set(rules.map(({ kind }) => kind))],
      side,
      personIds: persons.map(({ personId }) => personId),
      relations: persons.flatMap(({ personId, meaning }) =>
        (meaning?.relations ?? []).flatMap((stated) => {
          const other = ids.get(stated.personalCode);
          if (stated.side !== side || !other) return [];
          const { kind, from, to } = stated;
          const sides =
            side === 'person'
              ? { personId, relatedId: other }
              : { personId: other, relatedId: personId };
          return [{ ...sides, kind, validFrom: from, validTo: to }];
        }),
      ),
    });
  }
}

/** Who must be known for all of a record: about whom it is, and whom it names as related. */
function namedBy(record: ReadRecord): string[] {
  const meaning = ofPerson(record);
  if (!meaning) return [];
  return [meaning.personalCode, ...meaning.relations.map(({ personalCode }) => personalCode)];
}

function codesOf(applying: Applying): string[] {
  return applying.records.flatMap((record) => [
    codeOf(applying, record),
    ...(ofPerson(record)?.relations ?? []).map(({ personalCode }) => personalCode),
  ]);
}

function codeOf({ register }: Applying, record: ReadRecord): string {
  return String(record.key[personField(register.mapping) ?? ''] ?? '');
}

function ofPerson({ meaning }: ReadRecord): PersonMeaning | null {
  return meaning?.about === 'person' ? meaning : null;
}
