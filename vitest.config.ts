import { defineConfig } from 'vitest/config';
import { NamedTestsReporter } from './tools/named-tests.ts';

export default defineConfig({
  test: {
    include: ['{apps,sdk,modules,platform,tools,bench,reliefs}/**/*.test.{ts,tsx}'],
    globalSetup: ['platform/testing/global-setup.ts'],
    setupFiles: ['platform/testing/close-contexts.ts', 'platform/testing/seed.ts'],
    reporters: ['default', new NamedTestsReporter()],
    pool: 'forks',
    // On two processors: a worker also waits, for PostgreSQL, browsers and programs. The web, identity and
    // registers took 225 s by three, 275 s by two.
    maxWorkers: 3,
    // Files share the modules that a worker has loaded: loading them for each took a third of a run.
    // What a module remembers hangs on a context, never on the module.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
