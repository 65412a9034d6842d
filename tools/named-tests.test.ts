import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { TestCase, TestModule, Vitest } from 'vitest/node';
import { PROJECT_FOLDER } from '../platform/config/config.ts';
import { listNamedTests, NamedTestsReporter, PAGES } from './named-tests.ts';

/** What a run tells of one file, as far as it is looked at. */
function ranWith(file: string, tests: Record<string, 'passed' | 'failed' | 'skipped'>): TestModule {
  const cases = Object.entries(tests).map(
    ([name, state]) => ({ name, result: () => ({ state }) }) as unknown as TestCase,
  );
  const children = { allTests: () => cases.values() };
  return { moduleId: file, children } as unknown as TestModule;
}

/** Tells the reporter of a run of some of the test files, as far as it looks at one. */
async function report(
  named: ConstructorParameters<typeof NamedTestsReporter>[0],
  modules: TestModule[],
  files: string[] = modules.map(({ moduleId }) => moduleId),
): Promise<void> {
  const reporter = new NamedTestsReporter(named);
  const globTestSpecifications = async () => files.map((moduleId) => ({ moduleId }));
  reporter.onInit({ config: {}, globTestSpecifications } as unknown as Vitest);
  await reporter.onTestRunEnd(modules);
}

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

test.each([
  ['passed', { 'a code counts once': 'passed' }, undefined],
  ['was skipped', { 'a code counts once': 'skipped' }, 1],
  ['failed', { 'a code counts once': 'failed' }, 1],
  ['is not there', { 'another test': 'passed' }, 1],
] as const)('a run in which a named test %s', async (_what, tests, exitCode) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const named = [{ page: 'page.md', file: '/x.test.ts', title: 'a code counts once' }];
  await report(named, [ranWith('/x.test.ts', tests)]);
  expect(process.exitCode).toBe(exitCode);
  expect(said.mock.calls.length).toBe(exitCode === 1 ? 1 : 0);
});

test('a title of several tests is shown when all of them passed', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const named = [{ page: 'page.md', file: '/x.test.ts', title: '%s (really) is refused' }];
  const run = (last: 'passed' | 'failed') =>
    report(named, [
      ranWith('/x.test.ts', { 'a (really) is refused': 'passed', 'b (really) is refused': last }),
    ]);
  await run('passed');
  expect(process.exitCode).toBeUndefined();
  await run('failed');
  expect(process.exitCode).toBe(1);
});

test('a test file that did not run this time is not asked; one that no run would run fails it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const named = [{ page: 'page.md', file: '/y.test.ts', title: 'elsewhere' }];
  const ran = [ranWith('/x.test.ts', { 'a code counts once': 'passed' })];
  await report(named, ran, ['/x.test.ts', '/y.test.ts']);
  expect(process.exitCode).toBeUndefined();
  await report(named, ran, ['/x.test.ts']);
  expect(process.exitCode).toBe(1);
});

test('every row that names a test is read, and the test stands in its file', () => {
  const named = listNamedTests();
  const rows = PAGES.flatMap(([page]) =>
    readFileSync(join(PROJECT_FOLDER, page), 'utf8')
      .split('\n')
      .filter((line) => /^\|.*\.test\.tsx?\b/.test(line)),
  );
  expect(rows.length).toBeGreaterThan(200);
  expect(named.length).toBe(rows.length);
  for (const { page, file, title } of named) {
    expect(existsSync(file), `${page}: ${file}`).toBe(true);
    const text = readFileSync(file, 'utf8');
    const stands = [`'${title}'`, `"${title}"`].some((quoted) => text.includes(quoted));
    expect(stands, `${page}: ${title}`).toBe(true);
  }
});
