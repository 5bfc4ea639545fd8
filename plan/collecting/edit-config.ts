import { cp, mkdtemp, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Config } from '../../config/load-config.ts';
import { loadConfig } from '../../config/load-config.ts';
import type { Zone } from '../../core/time/zone.ts';
import { appendHandovers } from './append-handovers.ts';
import { changeContractOwners, changeDeviceOwners } from './change-owners.ts';
import { FormsError, withFileErrors } from './forms-error.ts';
import type { NewHandover } from './new-handover.ts';
import {
  announceEdit,
  closeEdit,
  PENDING_FILE,
  type PendingEdit,
  readPendingEdit,
  textHash,
} from './pending-edit.ts';

/** The files of a configuration folder that hand-overs change, as they were and as they are to be. */
export type ConfigEdit = ReadonlyMap<string, { readonly before: string | undefined; readonly after: string }>;

/** What the folder must say once these changed hands. Nothing is written. */
export async function planEdit(
  dir: string,
  handovers: readonly NewHandover[],
  zone: Zone,
): Promise<ConfigEdit> {
  const ownersOf = (kind: NewHandover['kind']) =>
    new Map(handovers.filter((handover) => handover.kind === kind).map(({ id, to }) => [id, to]));
  const edit = new Map<string, { readonly before: string | undefined; readonly after: string }>();
  const change = async (name: string, apply: (text: string) => string) => {
    const before = await readText(join(dir, name));
    const after = apply(before ?? '');
    if (after !== (before ?? '')) edit.set(name, { before, after });
  };
  await change('devices.csv', (text) => changeDeviceOwners(text, ownersOf('device')));
  await change('contracts.yaml', (text) => changeContractOwners(text, ownersOf('contract')));
  // The last, since the rows above are wrong without it for a moment only.
  await change('handovers.csv', (text) => appendHandovers(text, handovers, zone));
  return edit;
}

/** Loads the folder as it would be, in a copy. @throws CONFIG_INVALID as it would then be. */
export async function checkEdit({ dir, files }: Config, edit: ConfigEdit): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'camwatch-forms-'));
  try {
    for (const file of files) await cp(file, join(copy, basename(file)), { dereference: true });
    await cp(join(dir, 'makers'), join(copy, 'makers'), { recursive: true, dereference: true }).catch(
      ignoreMissing,
    );
    for (const [name, { after }] of edit) await writeFile(join(copy, name), after);
    await loadConfig(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/**
 * Writes the files, all of them or none: what is cut off in between is finished by `finishEdit`. What is not changed by the
 * edit stays byte for byte.
 * @throws FORMS_CHANGED where somebody edited one of them meanwhile, or is about to.
 */
export async function applyEdit(dir: string, edit: ConfigEdit): Promise<void> {
  const pending = new Map(
    [...edit].map(([name, { before, after }]) => [
      name,
      { ...(before !== undefined && { before: textHash(before) }), after },
    ]),
  );
  await announceEdit(dir, pending);
  try {
    for (const [name, { before }] of edit) {
      if ((await readText(join(dir, name))) === before) continue;
      throw new FormsError('FORMS_CHANGED', {
        en: `${join(dir, name)}: was changed meanwhile`,
        vi: `${join(dir, name)}: đã bị thay đổi trong lúc đó`,
      });
    }
  } catch (error) {
    await closeEdit(dir);
    throw error;
  }
  await carryOut(dir, pending);
}

/**
 * Writes what an earlier collection was about to write when it was cut off.
 * @throws FORMS_CHANGED where one of the files has been edited since: only a person can say what holds.
 */
export async function finishEdit(dir: string): Promise<void> {
  const pending = await readPendingEdit(dir);
  if (pending) await carryOut(dir, pending);
}

/** Not read from the disk again: another process that finished the same edit may have taken it away just now. */
async function carryOut(dir: string, pending: ReadonlyMap<string, PendingEdit>): Promise<void> {
  for (const [name, { before, after }] of pending) {
    const file = join(dir, name);
    const text = await readText(file);
    if (text === after) continue;
    if ((text === undefined ? undefined : textHash(text)) !== before)
      throw new FormsError('FORMS_CHANGED', {
        en: `${file}: was changed since hand-overs were about to be written (${join(dir, PENDING_FILE)}); compare the two, then take that file away`,
        vi: `${file}: đã bị thay đổi từ lúc chuẩn bị ghi bàn giao (${join(dir, PENDING_FILE)}); hãy so sánh hai tệp, rồi bỏ tệp đó`,
      });
    await withFileErrors(file, async () => await replaceFile(file, after));
  }
  await closeEdit(dir);
}

async function replaceFile(path: string, text: string): Promise<void> {
  // Through a link, which stays one.
  const file = await realpath(path).catch(() => path);
  const partial = `${file}.partial-${process.pid}`;
  const mode = await stat(file).then(
    (status) => status.mode & 0o777,
    () => 0o644,
  );
  try {
    const handle = await open(partial, 'w', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    // Not decoded as a configuration is: what is composed otherwise must stay so.
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
