import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{apps,sdk,modules,platform,tools,bench}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
  },
});
