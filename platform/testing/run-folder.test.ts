import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeRunFolder, sweepLeftovers } from './run-folder.ts';

const place = mkdtempSync(join(tmpdir(), 'koplieta-sweep-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

test('what a run left whose process is gone is taken away, and nothing else', () => {
  const { pid } = spawnSync('/bin/true');
  const kept = makeRunFolder(place);
  const left = makeRunFolder(place).replace(`-${process.pid}-`, `-${pid}-`);
  const elsewhere = join(place, `koplieta-test-another-machine-${pid}-abcdef`);
  const before = join(place, 'koplieta-test-abcdef');
  for (const folder of [left, elsewhere, before])
    mkdirSync(join(folder, 'postgres'), { recursive: true });
  writeFileSync(join(left, 'postgres', 'PG_VERSION'), '18');
  sweepLeftovers(place);
  const names = readdirSync(place).map((name) => join(place, name));
  expect(names).not.toContain(left);
  expect(names).toEqual(expect.arrayContaining([kept, elsewhere, before]));
  sweepLeftovers(join(place, 'none'));
});
