import { afterEach, expect, test, vi } from 'vitest';
import type { TestCase, TestModule } from 'vitest/node';
import { listNamedTests, NamedTestsReporter } from './named-tests.ts';

/** What a run tells of one file, as far as it is looked at. */
function ranWith(file: string, tests: Record<string, 'passed' | 'failed' | 'skipped'>): TestModule {
  const cases = Object.entries(tests).map(
    ([name, state]) => ({ name, result: () => ({ state }) }) as unknown as TestCase,
  );
  const children = { allTests: () => cases.values() };
  return { moduleId: file, children } as unknown as TestModule;
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
] as const)('a run in which a named test %s', (_what, tests, exitCode) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const named = [{ page: 'page.md', file: '/x.test.ts', title: 'a code counts once' }];
  new NamedTestsReporter(named).onTestRunEnd([ranWith('/x.test.ts', tests)]);
  expect(process.exitCode).toBe(exitCode);
  expect(said.mock.calls.length).toBe(exitCode === 1 ? 1 : 0);
});

test('a title of several tests is shown when all of them passed; a file that did not run is not asked', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const named = [
    { page: 'page.md', file: '/x.test.ts', title: '%s (really) is refused' },
    { page: 'page.md', file: '/y.test.ts', title: 'elsewhere' },
  ];
  const run = (last: 'passed' | 'failed') =>
    new NamedTestsReporter(named).onTestRunEnd([
      ranWith('/x.test.ts', { 'a (really) is refused': 'passed', 'b (really) is refused': last }),
    ]);
  run('passed');
  expect(process.exitCode).toBeUndefined();
  run('failed');
  expect(process.exitCode).toBe(1);
});

test('the pages name many tests', () => {
  expect(listNamedTests().length).toBeGreaterThan(200);
});
