import type { Context } from '../../../platform/context.ts';
import { replaceWaiting } from '../sql/replace-waiting.ts';
import type { Applying, ReadRecord } from './applying.ts';

/** Notes for whom these records wait: all whom they name and who are not known yet. */
export async function noteWaiting(
  context: Context,
  { register, records, applied }: Applying,
  {
    namedBy,
    ids,
  }: { namedBy: (record: ReadRecord) => readonly string[]; ids: ReadonlyMap<string, string> },
): Promise<void> {
  const rows = records.flatMap((record) =>
    [...new Set(namedBy(record))]
      .filter((code) => !ids.has(code))
      .map((code) => ({ awaitedHash: hashOf(context, code), keyHash: record.keyHash })),
  );
  applied.waiting += new Set(rows.map(({ keyHash }) => keyHash.toString('latin1'))).size;
  const keyHashes = records.map(({ keyHash }) => keyHash);
  await replaceWaiting(context.db, { register: register.code, keyHashes, rows });
}

/** As persons are found by it (`findPersonsByCode`). */
export function hashOf({ keys }: Pick<Context, 'keys'>, personalCode: string): Buffer {
  return keys.hash('personal-code', personalCode);
}
