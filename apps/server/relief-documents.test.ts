import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../../platform/config/config.ts';
import { makeReliefDocuments } from './relief-documents.ts';

test('pages of reliefs and the JSON Schema are fresh; `koplieta reliefs docs` writes them', () => {
  const files = makeReliefDocuments();
  const stale = files.filter(({ path, text }) => {
    const target = join(PROJECT_FOLDER, path);
    return !existsSync(target) || readFileSync(target, 'utf8') !== text;
  });
  expect(stale.map(({ path }) => path)).toEqual([]);
  const written = readdirSync(join(PROJECT_FOLDER, 'docs/reliefs')).sort();
  const made = files
    .map(({ path }) => path)
    .filter((path) => path.startsWith('docs/reliefs/'))
    .map((path) => path.slice('docs/reliefs/'.length));
  expect(written).toEqual(made.sort());
});
