import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { PROJECT_FOLDER } from '../platform/config/config.ts';

/** Pages whose tables name tests in their last column, and the folder that their paths begin at. */
export const PAGES = [
  ['docs/reference/sign-on-conformance.md', 'modules/identity'],
  ['docs/explanation/threats.md', '.'],
] as const;

interface NamedTest {
  page: string;
  /** Absolute. */
  file: string;
  title: string;
}

/** The tests that the pages name: `file`: title, as it stands in the code. */
export function listNamedTests(): NamedTest[] {
  return PAGES.flatMap(([page, folder]) => {
    const text = readFileSync(join(PROJECT_FOLDER, page), 'utf8');
    return [...text.matchAll(/^\|.*\| `([^`]+\.test\.ts)`: (.+) \|$/gm)].map(
      ([, file = '', title = '']) => ({ page, file: join(PROJECT_FOLDER, folder, file), title }),
    );
  });
}

/**
 * After a run of the tests: what a page says that a test shows, a test must have shown. Of the files that
 * ran each named test must have passed; one that was skipped, or is not there, fails the run, and so does
 * a named file that is none of the tests, which no run would run.
 */
export class NamedTestsReporter implements Reporter {
  readonly #named: readonly NamedTest[];
  #vitest: Vitest | undefined;

  constructor(named: readonly NamedTest[] = listNamedTests()) {
    this.#named = named;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    // Who runs single tests by their names skips the others, and means to.
    if (!this.#vitest || this.#vitest.config.testNamePattern !== undefined) return;
    const all = await this.#vitest.globTestSpecifications();
    const notRun = new Set(all.map(({ moduleId }) => moduleId));
    const ran = new Map(modules.map((one) => [one.moduleId, [...one.children.allTests()]]));
    for (const file of ran.keys()) notRun.delete(file);
    const unshown = this.#named.filter(
      ({ file, title }) => !notRun.has(file) && !isShown(ran.get(file) ?? [], title),
    );
    if (unshown.length === 0) return;
    for (const { page, title } of unshown) {
      console.error(`${page} names a test that did not run and pass: ${title}`);
    }
    process.exitCode = 1;
  }
}

function isShown(tests: readonly TestCase[], title: string): boolean {
  const named = patternOf(title);
  const own = tests.filter(({ name }) => named.test(name));
  return own.length > 0 && own.every((one) => one.result().state === 'passed');
}

/** A title of several tests has places that are filled for each: `%s`, `$who`. */
function patternOf(title: string): RegExp {
  const parts = title.split(/%[sdifjo]|\$[a-z]\w*/);
  const literal = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 's');
}
