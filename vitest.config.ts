import { defineConfig } from 'vitest/config';

const KINDS = ['unit', 'property', 'contract', 'integration', 'e2e'];

export default defineConfig({
  test: {
    // Most of the time is spent waiting (servers that start, intervals that pass): more workers than the two cores.
    maxWorkers: 3,
    projects: KINDS.map((name) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        setupFiles: ['test/support/fail-on-warning.ts'],
        testTimeout: name === 'e2e' ? 120_000 : 15_000,
        hookTimeout: 60_000,
      },
    })),
  },
});
