import { defineConfig } from 'vitest/config';
import { NamedTestsReporter } from './tools/named-tests.ts';

export default defineConfig({
  test: {
    include: ['{apps,sdk,modules,platform,tools,bench,reliefs}/**/*.test.{ts,tsx}'],
    globalSetup: ['platform/testing/global-setup.ts'],
    setupFiles: ['platform/testing/close-contexts.ts'],
    reporters: ['default', new NamedTestsReporter()],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
