import { hash } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FormsError, withFileErrors } from './forms-error.ts';

/** What several files of a folder are to become, all of them: what was begun is finished by whoever comes next. */
export interface PendingEdit {
  /** Hash of what a file was; absent: it was not there. */
  readonly before?: string | undefined;
  readonly after: string;
}

export const PENDING_FILE = '.handovers-pending.json';
const Pending = z.record(z.string(), z.object({ before: z.string().optional(), after: z.string() }));

export const textHash = (text: string): string => hash('sha256', text, 'hex');

/**
 * Says on the disk what is about to be written, for nobody else to read. It is there whole or not at all, and of one process alone.
 * @throws FORMS_CHANGED where another one is at it; FORMS_REFUSED where it cannot be written.
 */
export async function announceEdit(dir: string, edit: ReadonlyMap<string, PendingEdit>): Promise<void> {
  const pending = join(dir, PENDING_FILE);
  const partial = `${pending}.partial-${process.pid}`;
  await withFileErrors(pending, async () => {
    try {
      const handle = await open(partial, 'w', 0o600);
      try {
        await handle.writeFile(JSON.stringify(Object.fromEntries(edit)));
        await handle.sync();
      } finally {
        await handle.close();
      }
      // Unlike a renaming it takes nobody else's place.
      await link(partial, pending).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
        throw new FormsError('FORMS_CHANGED', {
          en: `${pending}: hand-overs are being written by somebody else`,
          vi: `${pending}: người khác đang ghi bàn giao`,
        });
      });
    } finally {
      await rm(partial, { force: true });
    }
  });
}

/** What was announced and not closed; `undefined` where there is nothing. */
export async function readPendingEdit(dir: string): Promise<ReadonlyMap<string, PendingEdit> | undefined> {
  const path = join(dir, PENDING_FILE);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : new Map(Object.entries(Pending.parse(JSON.parse(text))));
}

export const closeEdit = async (dir: string): Promise<void> =>
  await rm(join(dir, PENDING_FILE), { force: true });
