import type { Context } from '../../../platform/context.ts';
import { selectQuarantined } from '../intake/sql/select-quarantined.ts';
import type { ErasedKeys } from './erased-keys.ts';
import { deleteQuarantined } from './sql/delete-quarantined.ts';
import { deleteSeenKeys } from './sql/delete-seen-keys.ts';
import { replaceSpoolPage } from './sql/replace-spool-page.ts';
import { selectSpoolPage } from './sql/select-spool-page.ts';

const PAGE = 1_000;

/**
 * Removes from the quarantine what names erased records: by its key, or, as what is there may not be
 * readable, anywhere in its text. Returns how many it removed.
 */
export async function eraseQuarantined(
  { db, keys }: Pick<Context, 'db' | 'keys'>,
  versionId: number,
  erased: ErasedKeys,
): Promise<number> {
  let removed = 0;
  for (let after: string | null = null; ; ) {
    const page = await selectQuarantined(db, { versionId, after, limit: PAGE });
    const ids = page.flatMap(({ id, sealed }) =>
      sealed && erased.names(keys.decrypt(sealed)) ? [id] : [],
    );
    await deleteQuarantined(db, versionId, ids);
    removed += ids.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return removed;
    after = last.id;
  }
}

/**
 * Removes their lines, and what is known of them, from uploads that wait for their end. Returns how many
 * lines it removed.
 */
export async function eraseSpooled(
  { db, keys }: Pick<Context, 'db' | 'keys'>,
  versionId: number,
  erased: ErasedKeys,
): Promise<number> {
  let removed = 0;
  const seen: Buffer[] = [];
  for (let after = { uploadId: '', firstLine: 0 }; ; ) {
    const page = await selectSpoolPage(db, versionId, after);
    if (!page) break;
    const { uploadId, firstLine } = page;
    after = { uploadId, firstLine };
    const lines = JSON.parse(keys.decrypt(page.lines)) as { line: number; text: string }[];
    const gone = new Set(lines.filter(({ text }) => erased.isKeyOf(text)));
    if (gone.size === 0) continue;
    removed += gone.size;
    for (const { text } of gone) seen.push(...erased.keyHashOf(text));
    const kept = lines.filter((line) => !gone.has(line));
    const sealed = keys.encrypt(JSON.stringify(kept));
    await replaceSpoolPage(db, { versionId, uploadId, firstLine, lines: sealed });
  }
  await deleteSeenKeys(db, versionId, seen);
  return removed;
}
