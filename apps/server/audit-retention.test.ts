import { expect, test } from 'vitest';
import { listSources } from '../../tools/tree.ts';
import { AUDIT_RETENTION } from './audit-retention.ts';

const ACT = /\bact: ['`]([a-z]+\.)/g;

test('every act that is written says by its name how long its content is kept', () => {
  const acts = listSources()
    .filter(({ path }) => !path.endsWith('.test.ts') && !path.includes('/testing/'))
    .filter(({ path }) => !path.startsWith('bench/'))
    .flatMap(({ text }) => [...text.matchAll(ACT)].map(([, name]) => name));
  expect(acts.length).toBeGreaterThan(30);
  expect([...new Set(acts)].sort()).toEqual(AUDIT_RETENTION.map(({ acts: name }) => name).sort());
});
