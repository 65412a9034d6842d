import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulatedMeans } from './simulated-means.ts';

test('a bank and telephones stand beside the simulated country, and end with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-means-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { file, telephones, stop } = await startSimulatedMeans(folder);
  const kinds = (JSON.parse(readFileSync(file, 'utf8')) as { kind: string }[]).map(
    ({ kind }) => kind,
  );
  const agreed = ['bank-link', 'eidas', 'eparaksts-mobile', 'openid-connect', 'smart-id'];
  expect(kinds.sort()).toEqual(agreed);
  expect((await fetch(telephones)).status).toBe(200);
  stop();
  const reached = async () =>
    await fetch(telephones).then(
      () => true,
      () => false,
    );
  await expect.poll(reached, { timeout: 8_000 }).toBe(false);
});
