import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';
import { writeAudit } from '../../../platform/audit/index.ts';
import { type Context, GRANTING_ROLES } from '../../../platform/context.ts';
import { readLastRecords } from '../../exchange/index.ts';
import { findPersonsNamed, makeLookRecord } from '../../persons/index.ts';
import { compileMapping, type MeaningReader } from '../mapping/compile-mapping.ts';
import { dataSetOf, personField } from '../mapping/mapping.ts';
import { type Meaning, RECORD_FAULTS } from '../mapping/meaning.ts';
import { readMapping } from '../mapping/read-mapping.ts';
import { selectFollowed } from '../sql/select-followed.ts';
import { compareMeanings, countStatements } from './compare-meanings.ts';
import { demandFew, readTried, type Trying } from './read-tried.ts';
import { type Meant, shownMeaning } from './shown-meaning.ts';
import type { RecordsTest, RecordsTested } from './trying-api.ts';

type Tested = z.input<typeof RecordsTested>;
type Tried = Tested['records'][number];
type HeldRecord = Record<string, unknown>;

/**
 * Tries a mapping on the records of its data set that changed last: what they mean by it, and what is other
 * than by the mapping in force. Nothing is kept, and everybody whom the records name is told that they were
 * read. For those for whom `tryMapping` is, but officials of the operator. Refuses like `readTried`,
 * `readLastRecords`, and with `examples-too-many`.
 */
export async function tryRecords(
  context: Context,
  { mapping: text, records: limit }: z.output<typeof RecordsTest>,
): Promise<Tested> {
  const { told, trying } = await readTried(context, text);
  if (!trying) return { ...told, isCompared: false, counts: countsOf([]), records: [] };
  const asked = { limit, roles: GRANTING_ROLES };
  const held = await readLastRecords(context, dataSetOf(trying.mapping), asked);
  demandFew(trying.mapping, held);
  const read = compileMapping(trying.mapping, trying.basis);
  const present = await presentReader(context, trying);
  const records: Tried[] = [];
  const codes = new Set<string>();
  for (const record of held) {
    const reading = read(record);
    for (const code of codesIn(record, trying, 'meaning' in reading ? reading.meaning : null)) {
      codes.add(code);
    }
    records.push(tried(record, trying, { reading, present }));
    // Others are served between two records.
    await nextTurn();
  }
  if (context.actor.kind === 'official') await noteLooks(context, trying, [...codes]);
  return { ...told, isCompared: present !== undefined, counts: countsOf(records), records };
}

/** By the mapping in force, when the register has one that reads the same data set, and it still fits. */
async function presentReader(
  { db }: Context,
  { mapping, basis }: Trying,
): Promise<MeaningReader | undefined> {
  const [followed] = await selectFollowed(db, mapping.register);
  if (!followed) return undefined;
  const { code, version } = dataSetOf(mapping);
  if (followed.dataSet !== code || followed.dataSetVersion !== version) return undefined;
  const reading = readMapping({ file: 'in-force', text: followed.text }, () => basis);
  return reading.ok ? compileMapping(reading.mapping, basis) : undefined;
}

function tried(
  record: HeldRecord,
  { basis: { definition, classifiers } }: Trying,
  { reading, present }: { reading: ReturnType<MeaningReader>; present: MeaningReader | undefined },
): Tried {
  const key = definition.key.map((name) => String(record[name])).join(', ');
  // What means nothing leaves what is known: nothing would be other.
  if ('faults' in reading) {
    const problems = reading.faults.map((one) => ({ ...one, ...RECORD_FAULTS[one.code] }));
    return { key, means: null, problems, differences: null };
  }
  const means = shownMeaning(reading.meaning, classifiers);
  const now = present?.(record);
  if (!now) return { key, means, problems: [], differences: null };
  const before =
    'meaning' in now ? shownMeaning(now.meaning, classifiers) : { ...means, ...NOTHING };
  return { key, means, problems: [], differences: compareMeanings(before, means) };
}

const NOTHING: Omit<Meant, 'about'> = {
  ...{ facts: [], households: [], relations: [], representatives: [] },
  ...{ person: null, organisation: null },
};

function countsOf(records: readonly Tried[]): Tested['counts'] {
  const sum = (side: 'new' | 'other' | 'gone') =>
    records.reduce((all, { differences }) => {
      return all + (differences ? countStatements(differences[side]) : 0);
    }, 0);
  return {
    records: records.length,
    meaningless: records.filter(({ means }) => means === null).length,
    ...{ new: sum('new'), other: sum('other'), gone: sum('gone') },
  };
}

/** The personal codes of whom a record is about, and of whom it names. */
function codesIn(record: HeldRecord, { mapping }: Trying, meaning: Meaning | null): string[] {
  const own = personField(mapping);
  const named = [
    ...(meaning?.about === 'person' ? meaning.relations : []),
    ...(meaning?.about === 'organisation' ? meaning.representatives : []),
  ];
  const codes = named.map(({ personalCode }) => personalCode);
  return own === undefined ? codes : [String(record[own]), ...codes];
}

/** Officials are supervised by whom they looked at; of whom the platform does not know nothing can be told. */
async function noteLooks(
  context: Context,
  { mapping: { register } }: Trying,
  codes: readonly string[],
): Promise<void> {
  const known = await findPersonsNamed(context, codes);
  const looks = [...new Set(known.values())].map((personId) =>
    makeLookRecord(context, {
      act: 'registers.try-records',
      personId,
      content: { register },
    }),
  );
  if (looks.length > 0) await writeAudit(context.db, looks);
}
