import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { browserByHand, signInByHand } from '../../modules/identity/testing/browser-by-hand.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { testProgram } from './testing/program.ts';
import { testServer } from './testing/test-server.ts';

/** Programs that start one after the other, and ask every five seconds. */
const TEST_TIMEOUT_MS = 120_000;

const context = await testContext();
const { residents } = await vejaine(context);
const { baseUrl, close } = await testServer(context);
afterAll(close);
const { folder } = testProgram({});
const [resident, another] = residents;
if (!resident || !another) throw new Error('The fixture has two residents.');

const PROGRAM = join(import.meta.dirname, 'koplieta.js');

/** Runs the command line against the server; gives what it printed so far, and how it ended. */
function run(...argv: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...argv]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { output: () => output, ended };
}

async function printed(...argv: string[]): Promise<string> {
  const { output, ended } = run(...argv);
  await ended;
  return output();
}

const formOf = (body: string) => ({
  xsrf: /name="xsrf" value="([^"]+)"/.exec(body)?.[1] ?? '',
});

/** Types a code in the browser, and says what the page then is. */
async function type(browser: ReturnType<typeof browserByHand>, code: string) {
  const asked = await browser.visit('/sign-on/code');
  const form = { ...formOf(asked.body), user_code: code };
  return await browser.visit('/sign-on/code', { method: 'POST', form });
}

test('a person signs the command line on by a code, it acts for them, and signs off', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const file = join(folder, 'tokens');
  const signOn = run('sign-on', '--url', baseUrl, '--file', file);
  await expect.poll(signOn.output, { timeout: 60_000 }).toMatch(/[A-Z]{4}-[A-Z]{4}/);
  const [code = ''] = /[A-Z]{4}-[A-Z]{4}/.exec(signOn.output()) ?? [];
  const browser = browserByHand(baseUrl);
  await signInByHand(baseUrl, resident.id, browser);
  const shown = await type(browser, code.toLowerCase());
  expect(shown.body).toContain(code);
  const form = { ...formOf(shown.body), user_code: code, confirm: 'yes' };
  const done = await browser.visit('/sign-on/code', { method: 'POST', form });
  expect(done.body).toContain('Programma ir pieteikta');
  expect(await signOn.ended).toBe(0);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await printed('me', '--file', file)).toContain('Ferry discount for residents');
  const { accessToken } = JSON.parse(await readFile(file, 'utf8'));
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await fetch(`${baseUrl}${path}`, { headers })).status;
  };
  expect(await ask('/ids/v1/items')).toBe(403);
  expect(await printed('sign-off', '--file', file)).toContain('signed off');
  expect(await ask('/recipient/v1/entitlements')).toBe(401);
  expect(await printed('me', '--file', file)).toContain('You are not signed on.');
});

test('what the command line got ends when the person signs out', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const file = join(folder, 'more-tokens');
  const signOn = run('sign-on', '--url', baseUrl, '--file', file);
  await expect.poll(signOn.output, { timeout: 60_000 }).toMatch(/[A-Z]{4}-[A-Z]{4}/);
  const [code = ''] = /[A-Z]{4}-[A-Z]{4}/.exec(signOn.output()) ?? [];
  const browser = browserByHand(baseUrl);
  await signInByHand(baseUrl, another.id, browser);
  const shown = await type(browser, code);
  const form = { ...formOf(shown.body), user_code: code, confirm: 'yes' };
  await browser.visit('/sign-on/code', { method: 'POST', form });
  expect(await signOn.ended).toBe(0);
  await browser.visit('/login/v1/sign-out', { method: 'POST' });
  expect(await printed('me', '--file', file)).toMatch(/Sign (in|on) again/);
});

test('codes cannot be tried out: wrong ones are told, and then one must wait', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const browser = browserByHand(baseUrl);
  const titles: string[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    const { body } = await type(browser, 'BCDF-GHJK');
    titles.push(/class="notice"[^>]*>([^<.]+)/.exec(body)?.[1] ?? '');
  }
  const wrong = 'Tāda koda nav, vai tas vairs nav derīgs';
  expect(titles).toEqual([wrong, wrong, expect.any(String), 'Pārāk daudz nepareizu kodu']);
});
