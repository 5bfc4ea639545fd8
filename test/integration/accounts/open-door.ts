import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountContext } from '#accounts/actions/account-context.ts';
import { openAccountStore } from '#accounts/sqlite/open-account-store.ts';

export interface TestDoor extends AccountContext {
  readonly path: string;
  /** What was put on the chained record. */
  readonly audited: string[];
  readonly clock: { nowMs: number };
}

/** Accounts in a file of their own, with a clock that stands still. */
export function openDoor(): TestDoor {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-accounts-'));
  const path = join(folder, 'accounts.sqlite');
  const store = openAccountStore(path);
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const clock = { nowMs: Date.UTC(2026, 10, 30) };
  const audited: string[] = [];
  return {
    ...{ path, store, clock, audited, author: 'shell' },
    nowMs: () => clock.nowMs,
    audit: ({ action, body }) => void audited.push(JSON.stringify({ action, ...body })),
  };
}
