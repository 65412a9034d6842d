import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { installationOperatorKey, installationSecret } from './installation-secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'koplieta-secret-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('is made once, for its owner only', () => {
  const own = join(folder, 'own');
  const secret = installationSecret(own);
  expect(secret).toHaveLength(32);
  expect(installationSecret(own)).toEqual(secret);
  expect(installationOperatorKey(own)).toBe(installationOperatorKey(own));
  expect(readdirSync(own).sort()).toEqual(['operator-key', 'secret']);
  for (const name of readdirSync(own)) {
    expect(statSync(join(own, name)).mode & 0o777).toBe(0o600);
  }
});

test('a file that holds no secret is not replaced', () => {
  writeFileSync(join(folder, 'secret'), '\n');
  expect(() => installationSecret(folder)).toThrow(/Put the copy of it back/);
});
