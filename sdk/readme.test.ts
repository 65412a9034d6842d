import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../apps/server/testing/test-server.ts';
import { runningClock } from '../platform/clock/clock.ts';
import { testContext } from '../platform/testing/test-context.ts';
import { vejaine } from '../tools/fixture/vejaine.ts';

const BUILD_TIMEOUT_MS = 60_000;
const run = promisify(execFile);
const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const project = mkdtempSync(join(tmpdir(), 'koplieta-sdk-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** A project of somebody else, with the package in its node_modules and the README's code. */
async function makeProject(): Promise<string> {
  const installed = join(project, 'node_modules', '@koplieta', 'ids-client');
  cpSync(join(import.meta.dirname, 'package.json'), join(installed, 'package.json'));
  const compiler = join(import.meta.dirname, '..', 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['-p', 'tsconfig.json', '--outDir', join(installed, 'dist')];
  await run(process.execPath, [compiler, ...options], { cwd: import.meta.dirname });
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!code) throw new Error('The README has lost its code.');
  const program = join(project, 'first-transaction.mjs');
  writeFileSync(program, code);
  return program;
}

test('the code of the README, pasted into a new project, confirms a transaction', {
  timeout: BUILD_TIMEOUT_MS,
}, async () => {
  const program = await makeProject();
  const context = { ...(await testContext()), clock: runningClock() };
  const fixture = await vejaine(context);
  const server = await testServer(context);
  try {
    const { stdout, stderr } = await run(process.execPath, [program], {
      env: {
        KOPLIETA_URL: server.baseUrl,
        KOPLIETA_ACCESS_KEY: fixture.accessKey,
        KOPLIETA_CARD: fixture.residents[0]?.means,
        KOPLIETA_ITEM: 'crossing',
      },
    });
    expect(stderr).toBe('');
    expect(stdout).toBe('to pay: 150 cents\nconfirmed\n');
  } finally {
    await server.close();
  }
});
