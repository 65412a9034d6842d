import type { Context } from '../../../platform/context.ts';
import type { FollowedRecord } from '../../exchange/index.ts';
import { personField } from '../mapping/mapping.ts';
import { type FaultRow, replaceFaults } from '../sql/replace-faults.ts';
import { applyHouseholds } from './apply-households.ts';
import { applyOrganisations } from './apply-organisations.ts';
import { applyPersons } from './apply-persons.ts';
import { type Applying, nothingApplied, type ReadRecord, type RecordsApplied } from './applying.ts';
import type { ChangeBook } from './change-book.ts';
import type { FollowedRegister } from './followed-register.ts';

/**
 * Makes what is known equal to what these records of a register say. One that means nothing leaves what
 * it said before, and its faults are kept for who mends it. Runs in the transaction of the caller.
 */
export async function applyRecords(
  context: Context,
  register: FollowedRegister,
  records: readonly FollowedRecord[],
  book: ChangeBook,
): Promise<RecordsApplied> {
  const applied = { ...nothingApplied(), records: records.length };
  const read: ReadRecord[] = [];
  const faulty: FaultRow[] = [];
  for (const { position, keyHash, record, key } of records) {
    const reading = record === null ? { meaning: null } : register.read(record);
    if ('meaning' in reading) read.push({ position, keyHash, key, meaning: reading.meaning });
    else faulty.push({ position, keyHash, faults: reading.faults });
  }
  applied.faulty = faulty.length;
  const { mapping } = register;
  const applying = { register, records: read, book, applied };
  if (personField(mapping) !== undefined) await applyPersons(context, applying);
  else if (mapping.household !== undefined) await applyHouseholds(context, applying);
  else await applyOrganisations(context, applying);
  await noteFaults(context, register, { records, faulty });
  return applied;
}

/** Notes records as faulty that the database refuses as they are, without applying them. */
export async function leaveOutRecords(
  context: Context,
  register: FollowedRegister,
  records: readonly FollowedRecord[],
): Promise<RecordsApplied> {
  const faults = [{ path: '', code: 'contradicts-known' as const }];
  const faulty = records.map(({ keyHash, position }) => ({ keyHash, position, faults }));
  await noteFaults(context, register, { records, faulty });
  return { ...nothingApplied(), records: records.length, faulty: records.length };
}

async function noteFaults(
  context: Context,
  { code }: FollowedRegister,
  { records, faulty }: { records: readonly FollowedRecord[]; faulty: readonly FaultRow[] },
): Promise<void> {
  await replaceFaults(context.db, {
    register: code,
    keyHashes: records.map(({ keyHash }) => keyHash),
    rows: faulty,
    notedAt: context.clock.now(),
  });
}
