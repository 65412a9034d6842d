import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../platform/context.ts';
import { takeUpload } from '../exchange/index.ts';
import type { RecordsApplied } from './following/applying.ts';
import { catchUp } from './following/catch-up.ts';
import { dataSetOf } from './mapping/mapping.ts';
import type { RegisterText } from './register-texts.ts';

/** What came of the file of one register. */
export interface RegisterLoad extends RecordsApplied {
  register: string;
  /** There was no file: nothing is known to have changed. */
  missing: boolean;
  /** Lines that the data set refused. */
  quarantined: number;
  /** The file would remove so many records that somebody must confirm: nothing of it is taken. */
  waits: boolean;
}

export interface LoadProgress {
  register: string;
  /** Between 0 and 1. */
  share: number;
}

/**
 * Takes `<folder>/<register>.ndjson` of each register as a snapshot of its data set, as its institution
 * would send it, and follows it to the end. Loading the same files again changes nothing.
 */
export async function loadRegisterFiles(
  context: Context,
  registers: readonly RegisterText[],
  { folder, onProgress }: { folder: string; onProgress?: (progress: LoadProgress) => void },
): Promise<RegisterLoad[]> {
  const loads: RegisterLoad[] = [];
  for (const { mapping } of registers) {
    const { register } = mapping;
    const path = join(folder, `${register}.ndjson`);
    const tell = (share: number) => onProgress?.({ register, share });
    const missing = !existsSync(path);
    const upload = missing ? undefined : await take(context, { mapping, path, tell });
    const lines = Math.max(1, upload?.lastLine ?? 0);
    const followed = await catchUp(context, register, {
      onProgress: ({ records }) => tell(0.5 + Math.min(0.5, records / lines / 2)),
    });
    loads.push({
      ...followed,
      register,
      missing,
      records: upload?.lastLine ?? 0,
      quarantined: upload?.quarantined ?? 0,
      waits: upload?.state === 'waiting',
    });
  }
  return loads;
}

interface Taking {
  mapping: RegisterText['mapping'];
  path: string;
  tell: (share: number) => void;
}

async function take(context: Context, { mapping, path, tell }: Taking) {
  const bytes = Math.max(1, statSync(path).size);
  let read = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      read += (chunk as Buffer).length;
      tell(read / bytes / 2);
      yield chunk as Buffer;
    }
  }
  const sent = {
    ...{ id: `file-${context.ids.next()}`, mode: 'snapshot' as const, allOrNothing: false },
    ...{ takenAt: context.clock.now(), fromLine: 1 },
  };
  return await takeUpload(context, dataSetOf(mapping), sent, chunks());
}
