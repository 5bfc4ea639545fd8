import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { makeFolderInMemory } from './test/support/folder-in-memory.ts';
import { ALONE, KINDS, LONG, REPLACING } from './test/support/test-kinds.ts';

// What Node made of a module once, no other worker and no program that a test starts makes again.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node');

// A ledger waits for its disk at every commit, and no test asks whether a disk keeps what it said it kept: TMPDIR=/tmp for a real one.
const folder = process.env.TMPDIR ?? makeFolderInMemory();
if (folder !== undefined) process.env.TMPDIR = folder;

export default defineConfig({
  test: {
    // Most of the time is spent waiting (servers that start, intervals that pass): more workers than the two cores.
    maxWorkers: 4,
    projects: [
      ...KINDS.map((name) => ({
        test: {
          ...commonTo(name),
          include: [`test/${name}/**/*.test.ts`],
          exclude: [...ALONE, ...REPLACING, ...LONG],
        },
      })),
      { test: { ...commonTo('long'), include: [...LONG] } },
      {
        test: { ...commonTo('replacing'), include: [...REPLACING], isolate: true, experimental: {} },
      },
      { test: { ...commonTo('alone'), include: [...ALONE], sequence: { groupOrder: 1 } } },
    ],
  },
});

function commonTo(name: string) {
  return {
    name,
    // A worker reads each module once, not once for every file of tests, and as Node reads it for camwatch.
    isolate: false,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    setupFiles: ['test/support/fail-on-warning.ts'],
    // Generous: the machine may be busy, and only what hangs is to be told.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  };
}
