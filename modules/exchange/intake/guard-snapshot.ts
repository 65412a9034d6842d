import type { Context } from '../../../platform/context.ts';
import { isUnusualShare, UNUSUAL_PERCENT } from '../../../platform/unusual-share.ts';
import { openRecord } from '../records/open-record.ts';
import type { RecordReader } from '../records/record-reader.ts';
import type { Version } from '../version.ts';
import { type ChangeSample, ChangeTally } from './change-sample.ts';
import { readLine } from './read-change.ts';
import { compareSnapshot, type KeptSnapshot } from './sql/compare-snapshot.ts';
import { selectDiffering } from './sql/select-differing.ts';
import { selectSpooled } from './sql/select-spooled.ts';
import { selectSpreadLines } from './sql/select-spread-lines.ts';

const SAMPLE_PAGES = 8;
const SAMPLE_OF_PAGE = 125;

/** So many held records may go and change, whatever their share: what somebody has confirmed. */
export interface Confirmed {
  removed: number;
  changed: number;
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
 * or change an unusual share of what is held, and nobody has confirmed so many of both. Runs in the
 * transaction that has locked the head. What is new is not asked about: it ends nothing.
 */
export async function guardSnapshot(
  context: Context,
  of: { version: Version; reader: RecordReader },
  { snapshot, held, removing, confirmed }: Guarded,
): Promise<Asking | undefined> {
  if (held === 0) return undefined;
  const counted = await compareSnapshot(context.db, snapshot);
  const { changed } = counted;
  const removed = removing ? counted.removed : 0;
  const { usualChangePercent = UNUSUAL_PERCENT } = of.version.definition;
  const isUnusual =
    isUnusualShare(removed, held) || isUnusualShare(changed, held, usualChangePercent);
  if (!isUnusual) return undefined;
  if (removed <= confirmed.removed && changed <= confirmed.changed) return undefined;
  return { removed, changed, sample: changed > 0 ? await drawSample(context, of, snapshot) : null };
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
