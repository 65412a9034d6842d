import type { Context } from '../../../platform/context.ts';
import { isUnusualShare } from '../../../platform/unusual-share.ts';
import type { Definition } from '../definition.ts';
import { openRecord } from '../records/open-record.ts';
import type { RecordReader } from '../records/record-reader.ts';
import type { Version } from '../version.ts';
import { type ChangeSample, ChangeTally } from './change-sample.ts';
import { readLine } from './read-change.ts';
import { compareSnapshot, type KeptSnapshot } from './sql/compare-snapshot.ts';
import { selectDiffering } from './sql/select-differing.ts';
import { selectSpooled } from './sql/select-spooled.ts';
import { selectSpreadLines } from './sql/select-spread-lines.ts';

/** Of fewer held records one that is changed is a large share already: they count as so many, but for what goes. */
const RECORDS_MIN = 20;
/** Half as many as are held. */
const UNUSUAL_GROWTH_PERCENT = 50;
const SAMPLE_PAGES = 8;
const SAMPLE_OF_PAGE = 125;

/** So many held records may go and change, and so many come, whatever their share: what somebody has confirmed. */
export interface Confirmed {
  removed: number;
  changed: number;
  added: number;
}

/** What a snapshot would do that nobody has confirmed. */
export interface Asking extends Confirmed {
  sample: ChangeSample | null;
}

interface Guarded {
  snapshot: KeptSnapshot;
  /** How many records are held. */
  held: number;
  /** Whether what the snapshot does not name would be removed. */
  removing: boolean;
  confirmed: Confirmed;
}

/**
 * Whether somebody must be asked before a snapshot is applied, and about what: where it would remove
 * or change an unusual share of what is held, or add unusually many to that, and nobody has
 * confirmed so many of each. Runs in the transaction that has locked the head. Where nothing is held, what
 * is new is not asked about.
 */
export async function guardSnapshot(
  context: Context,
  of: { version: Version; reader: RecordReader },
  { snapshot, held, removing, confirmed }: Guarded,
): Promise<Asking | undefined> {
  if (held === 0) return undefined;
  const counted = await compareSnapshot(context.db, snapshot);
  const { changed, added } = counted;
  const removed = removing ? counted.removed : 0;
  if (!isUnusual({ removed, changed, added }, held, of.version.definition)) return undefined;
  const isConfirmed =
    removed <= confirmed.removed && changed <= confirmed.changed && added <= confirmed.added;
  if (isConfirmed) return undefined;
  const sample = changed > 0 ? await drawSample(context, of, snapshot) : null;
  return { removed, changed, added, sample };
}

function isUnusual(
  { removed, changed, added }: Confirmed,
  held: number,
  definition: Pick<Definition, 'usualChangePercent' | 'usualGrowthPercent'>,
): boolean {
  const { usualChangePercent, usualGrowthPercent = UNUSUAL_GROWTH_PERCENT } = definition;
  const whole = Math.max(held, RECORDS_MIN);
  return (
    isUnusualShare(removed, held) ||
    isUnusualShare(changed, whole, usualChangePercent) ||
    isUnusualShare(added, whole, usualGrowthPercent)
  );
}

/** Compares some of the changed records, from all parts of the snapshot, with what is held. */
async function drawSample(
  { db, keys }: Context,
  { version, reader }: { version: Version; reader: RecordReader },
  snapshot: KeptSnapshot,
): Promise<ChangeSample> {
  const tally = new ChangeTally(version.definition);
  for (const firstLine of await selectSpreadLines(db, snapshot, SAMPLE_PAGES)) {
    const page = await selectSpooled(db, { ...snapshot, after: firstLine - 1 });
    if (!page) continue;
    const lines = JSON.parse(keys.decrypt(page.lines)) as { line: number; text: string }[];
    const records = lines.flatMap(({ line: number, text }) => {
      const reading = readLine(reader, { number, text }, 'snapshot');
      return 'record' in reading ? [reading.record] : [];
    });
    const limit = SAMPLE_OF_PAGE;
    for (const row of await selectDiffering(db, snapshot, { records, limit })) {
      const record = records[row.place];
      if (!record) throw new Error('A record that was not given differs.');
      const { content, personal } = record;
      tally.count(JSON.parse(openRecord(keys, row)), {
        ...JSON.parse(content),
        ...JSON.parse(personal ?? '{}'),
      });
    }
  }
  return tally.sample();
}
