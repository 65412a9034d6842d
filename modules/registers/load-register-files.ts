import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../platform/context.ts';
import { takeUpload } from '../exchange/index.ts';
import type { RecordsApplied } from './following/applying.ts';
import { catchUp } from './following/catch-up.ts';
import { dataSetOf, type Mapping } from './mapping/mapping.ts';
import { readLines } from './read-lines.ts';
import type { RegisterText } from './register-texts.ts';

/** What came of the file of one register. */
export interface RegisterLoad extends RecordsApplied {
  register: string;
  /** There was no file: nothing is known to have changed. */
  missing: boolean;
  /** Lines that the data set refused. */
  quarantined: number;
}

export interface LoadProgress {
  register: string;
  /** Between 0 and 1. */
  share: number;
}

const BATCH_LINES = 2_000;

/**
 * Takes `<folder>/<register>.ndjson` of each register into its data set, as its institution would send
 * it, and follows it to the end. That a record is absent says nothing; loading the same files again
 * changes nothing.
 */
export async function loadRegisterFiles(
  context: Context,
  registers: readonly RegisterText[],
  { folder, onProgress }: { folder: string; onProgress?: (progress: LoadProgress) => void },
): Promise<RegisterLoad[]> {
  const loads: Promise<RegisterLoad>[] = [];
  let before: Promise<unknown> = Promise.resolve();
  for (const { mapping } of registers) {
    const { register } = mapping;
    const path = join(folder, `${register}.ndjson`);
    const tell = (share: number) => onProgress?.({ register, share });
    const taken = existsSync(path) ? await take(context, { mapping, path, tell }) : undefined;
    // While this register is followed, the file of the next one is taken.
    const load = before.then(async () => ({
      ...(await catchUp(context, register, { waits: true })),
      ...{ register, missing: !taken },
      ...{ records: taken?.lastLine ?? 0, quarantined: taken?.quarantined ?? 0 },
    }));
    load.catch(() => {});
    before = load;
    loads.push(load);
  }
  return await Promise.all(loads);
}

interface Taking {
  mapping: Mapping;
  path: string;
  tell: (share: number) => void;
}

async function take(context: Context, { mapping, path, tell }: Taking) {
  const bytes = Math.max(1, statSync(path).size);
  async function* changes(): AsyncGenerator<Buffer> {
    for await (const { lines, bytesRead } of readLines(path, BATCH_LINES)) {
      tell(bytesRead / bytes);
      // A line that cannot be read leaves a change that cannot: it goes to the quarantine.
      yield Buffer.from(lines.map(({ text }) => `{"upsert":${text}}\n`).join(''));
    }
  }
  const sent = {
    ...{ id: `file-${context.ids.next()}`, mode: 'changes' as const, allOrNothing: false },
    ...{ takenAt: null, fromLine: 1 },
  };
  return await takeUpload(context, dataSetOf(mapping), sent, changes());
}
