import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PUBLIC_REASONS } from '../modules/reliefs/index.ts';
import { listCatalogueCodes, listIdsCalls, renewReferences } from './generate-references.ts';
import { isTest, listPaths, listSources, ROOT, readSource } from './tree.ts';

const codes = listCatalogueCodes();
const known = new Set(codes.map(([code]) => code));
/** Code that runs: where refusals are thrown, not where they are listed or tried. */
const sources = listSources().filter(
  ({ path }) => /^(apps\/server|modules|platform)\//.test(path) && !isTest(path),
);

test.each(await renewReferences())(
  '$path is fresh; tools/generate-references.ts writes it',
  (one) => {
    expect(one.written).toBe(one.renewed);
  },
);

test('every call of the IDS API is described, with its examples', () => {
  const page = readFileSync(join(ROOT, 'docs/reference/ids-api.md'), 'utf8');
  for (const { name, request, answer } of listIdsCalls()) {
    expect(answer, name).toBeDefined();
    expect(page).toContain(`\n### ${name}\n`);
    expect(page).toContain(`\`\`\`json ${request ? 'request' : 'answer'} ${name}\n`);
  }
  for (const reason of Object.keys(PUBLIC_REASONS)) {
    if (reason !== 'applied') expect(page).toContain(`\`${reason}\``);
  }
});

test('every code says in two languages what to do, and stands in the reference', () => {
  const reference = listPaths()
    .filter((path) => path.startsWith('docs/reference/'))
    .map((path) => readSource(path).text)
    .join('\n');
  for (const [code, { status, when, lv, en }] of codes) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(when, code).toMatch(/^When .+\.$/);
    expect(lv, code).toMatch(/^\p{Lu}.+\.$/u);
    expect(en, code).toMatch(/^\p{Lu}.+\.$/u);
    expect(lv, code).not.toBe(en);
    expect(reference, code).toContain(`\`${code}\``);
  }
});

test('every refusal has a code of a catalogue', () => {
  const unknown = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/new Refusal\(([^)]*?)[,)]/g)].flatMap((match) =>
      [...(match[1] ?? '').matchAll(/'([^']+)'/g)]
        .filter(([, code]) => code && !known.has(code))
        .map(([, code]) => `${path}: ${code}`),
    ),
  );
  expect(unknown).toEqual([]);
});

test('every code of a catalogue is used', () => {
  const text = sources
    .filter(({ path }) => !/(^|\/)errors\.ts$/.test(path))
    .map((source) => source.text)
    .join('\n');
  expect([...known].filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});
