import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readReliefFiles } from '../../../../modules/reliefs/index.ts';
import { testProgram } from '../../testing/program.ts';

const TIMEOUT_MS = 120_000;
const { folder, run } = testProgram({});

/** A relief of the repository with another condition. */
function fileWith(name: string, who: string): string {
  const [one] = readReliefFiles().filter(({ file }) =>
    file.endsWith('riga-transport-senior-75.yaml'),
  );
  const path = join(folder, name);
  const benefits = '[{ on: [city-transport], give: { percent: 100 } }]';
  const version = `  - from: 2024-01-01\n    who: ${who}\n    benefits: ${benefits}\n`;
  writeFileSync(path, `${one?.text.split(/^versions:/m)[0]}versions:\n${version}`);
  return path;
}

test('a warning is told, an error ends with 1', { timeout: TIMEOUT_MS }, () => {
  expect(run(['reliefs', 'lint'])).toMatchObject({
    status: 0,
    output: expect.stringMatching(/^Files checked: \d+\. Nothing was found\.\n$/),
  });
  const gap = fileWith('gap.yaml', '{ any: [{ age: { below: 7 } }, { age: { from: 8 } }] }');
  const warned = run(['reliefs', 'lint', gap, '--lv']);
  expect(warned.status).toBe(0);
  expect(warned.output).toMatch(/gap\.yaml:\d+:\d+ warning age-gap ".+": Starp vecuma robežām/);
  const never = fileWith('never.yaml', '{ all: [{ age: { below: 7 } }, { age: { from: 8 } }] }');
  const refused = run(['reliefs', 'lint', never]);
  expect(refused.status).toBe(1);
  expect(refused.output).toMatch(
    /never\.yaml:\d+:\d+ error never-holds: Nobody can .+ See \d+:\d+\./,
  );
});
