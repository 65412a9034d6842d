import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { makeProgram } from './cli.ts';
import { testProgram } from './testing/program.ts';

const START_TIMEOUT_MS = 120_000;

const { folder, run, start } = testProgram({ KOPLIETA_SIMULATED: 'false' });

test('each command is found by its name alone, beside none that it does not need', async () => {
  const namesOf = ({ commands }: Command) => commands.map((one) => one.name());
  const all = namesOf(await makeProgram());
  expect(new Set(all).size).toBe(all.length);
  for (const name of all) {
    const found = namesOf(await makeProgram(name));
    expect(found).toContain(name);
    expect(found.length, name).toBeLessThan(4);
  }
  expect(namesOf(await makeProgram('nothing'))).toEqual(all);
});

test('a wrong setting is a sentence, not a stack', () => {
  const { status, output } = run(['start'], { KOPLIETA_PORT: 'eighty' });
  expect(status).toBe(1);
  expect(output.trim()).toMatch(/^KOPLIETA_PORT must be a number .* leave it out\.$/);
});

test('a database that does not answer is a sentence', () => {
  const settings = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/postgres' };
  const { status, output } = run(['migrate'], settings);
  expect(status).toBe(1);
  expect(output).toMatch(/^No PostgreSQL answers there\./m);
});

test('the settings are printed, and the doctor says that nothing is installed', () => {
  expect(run(['config'])).toMatchObject({ status: 0 });
  const { status, output } = run(['doctor'], { KOPLIETA_FOLDER: join(folder, 'none') });
  expect(status).toBe(1);
  expect(output).toContain('Nothing is installed yet.');
});

test('the parser of OData says whether a text is right, also line by line', {
  timeout: START_TIMEOUT_MS,
}, () => {
  const { status, output } = run(['data-sets', 'odata', 'top', '$top=x']);
  expect([status, JSON.parse(output)]).toEqual([
    1,
    { accepted: false, code: 'odata-malformed', at: 5, expected: ['DIGIT'] },
  ]);
  const names = { primitiveKeyProperty: [], primitiveNonKeyProperty: ['fee'] };
  const asked = [
    { rule: 'primitiveProperty', text: 'fee', names },
    { rule: 'primitiveProperty', text: 'fees', names },
    { rule: 'nothing', text: '' },
  ];
  const lines = run(
    ['data-sets', 'odata'],
    {},
    ['{"rule": 7}', 'no json', ...asked.map((one) => JSON.stringify(one))].join('\n'),
  );
  expect(
    lines.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { accepted: false, code: 'line-not-a-question' },
    { accepted: false, code: 'line-not-a-question' },
    { accepted: true },
    { accepted: false, code: 'odata-malformed' },
    { accepted: false, code: 'rule-unknown' },
  ]);
});

function agreement(from: string): string[] {
  const parties = ['--grantor', 'm-0099000', '--provider', 'vejaines-pramis', '--number', 'X'];
  return ['agreements', 'add', ...parties, '--relief', 'VEJAINE-FERRY', '--from', from];
}

test('an agreement needs a day that exists', () => {
  const { status, output } = run(agreement('2026-02-30'));
  expect(status).toBe(1);
  expect(output).toContain('Write a day as 2026-03-11.');
});

test('starts, answers, ends all of it on Ctrl-C, and after a kill -9 starts again', {
  timeout: START_TIMEOUT_MS,
}, async () => {
  const first = await start();
  expect((await fetch(`${first.baseUrl}/health/ready`)).status).toBe(200);
  first.process.kill('SIGINT');
  first.process.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(first.output()).toContain('Everything has ended.');
  const second = await start();
  second.process.kill('SIGKILL');
  await second.ended;
  const third = await start();
  expect((await fetch(`${third.baseUrl}/health/ready`)).status).toBe(200);
  expect(run(['doctor']).output).not.toMatch(/^!! +(?!The web)/m);
  expect(run(['audit', 'verify'])).toMatchObject({ status: 0 });
  const heads = join(folder, 'heads.jsonl');
  writeFileSync(heads, '{"number":1}\n');
  const compared = run(['audit', 'verify', '--heads', heads]);
  expect(compared.status).toBe(1);
  expect(compared.output).toContain(`${heads}: Line 1 of the heads cannot be read.`);
  expect(run(agreement('2026-01-01')).output).toContain('No such organisation was found.');
  expect(run(['people', 'end-log-ins']).output).toContain('personal code');
  third.process.kill('SIGTERM');
  expect(await third.ended).toBe(0);
});

test('a server whose reader is gone ends in order all the same', {
  timeout: START_TIMEOUT_MS,
}, async () => {
  const server = await start();
  server.process.stdout?.destroy();
  server.process.stderr?.destroy();
  server.process.kill('SIGINT');
  expect(await server.ended).toBe(0);
});

test('a port that was asked for and is taken is a sentence', {
  timeout: START_TIMEOUT_MS,
}, async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  await expect(start({ KOPLIETA_PORT: port })).rejects.toThrow(/is taken, or may not be used/);
  other.close();
});
