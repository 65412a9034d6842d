import { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFile, uploadName } from './open-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'koplieta-open-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bytesOf(chunks: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.length;
  return bytes;
}

test('a file is read whole, twice if need be', async () => {
  const path = join(folder, 'whole.csv');
  writeFileSync(path, 'x'.repeat(1_000_000));
  const file = await openFile(path);
  expect(await bytesOf(file.chunks())).toBe(1_000_000);
  expect(await bytesOf(file.chunks())).toBe(1_000_000);
  await file.close();
});

test('a file that grows or changes while it is read does not come to its end', async () => {
  for (const change of [appendFileSync, writeFileSync]) {
    const path = join(folder, 'growing.csv');
    writeFileSync(path, 'x'.repeat(1_000_000));
    const file = await openFile(path);
    change(path, 'more');
    await expect(bytesOf(file.chunks())).rejects.toMatchObject({ code: 'file-changed-meanwhile' });
    await file.close();
  }
});

test('links and folders are no files', async () => {
  writeFileSync(join(folder, 'real.csv'), '');
  symlinkSync(join(folder, 'real.csv'), join(folder, 'link.csv'));
  for (const path of [join(folder, 'link.csv'), folder]) {
    await expect(openFile(path)).rejects.toMatchObject({ code: 'file-not-plain' });
  }
});

test('an upload is called so that every name is one', () => {
  expect(uploadName('Licences 2026 (ķ).csv', 'a'.repeat(64))).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
  expect(uploadName('x'.repeat(200), 'b'.repeat(64))).toHaveLength(57);
});
