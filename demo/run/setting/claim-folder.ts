import { randomUUID } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CamwatchError } from '../../../core/errors.ts';
import { isOwnerAlive, type Owner } from './owner.ts';

/** Thrown when the block of addresses that was asked for is in use by another demo, or cannot be used. */
export class BlockTakenError extends CamwatchError {
  readonly code = 'DEMO_BLOCK_TAKEN';
}

/** Thrown when the folder for demos belongs to somebody else, who could change what we write under our hands. */
export class ForeignFolderError extends CamwatchError {
  readonly code = 'DEMO_FOLDER_FOREIGN';
}

/** A demo's own folder, and with it a block of loopback addresses that no other demo uses meanwhile. */
export interface DemoFolder {
  readonly dir: string;
  /** Second octet of its addresses: 127.BLOCK.x.y. */
  readonly block: number;
  /** Puts it where no later demo will take it away, and says where. */
  readonly keep: (name: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

export const FIRST_BLOCK = 77;
export const LAST_BLOCK = 254;

export interface ClaimOptions {
  /** Where temporary files go: each user's demos have a folder of their own in it. */
  readonly base: string;
  readonly uid: number;
  readonly owner: Owner;
  /** Absent: the first that is free. */
  readonly block?: number;
  /** Undoes what a demo that died left behind: its files lie in `movedDir` now, and it ran in `originalDir`. */
  readonly cleanUp: (movedDir: string, originalDir: string) => Promise<void>;
  /** Readies the addresses of a block; says why they cannot be used. */
  readonly clear: (block: number) => Promise<string | undefined>;
}

/**
 * Claims a block of addresses on the whole machine, and a folder that is named after it: of two demos that start at
 * once, one gets it.
 * @throws BlockTakenError when the wanted block, or every block, belongs to a demo that is running, or cannot be used.
 */
export async function claimFolder({
  base,
  uid,
  owner,
  block,
  cleanUp,
  clear,
}: ClaimOptions): Promise<DemoFolder> {
  const root = await openRoot(base, uid);
  await removeDead(root, cleanUp);
  const blocks = block === undefined ? range(FIRST_BLOCK, LAST_BLOCK) : [block];
  let problem = 'expected a block that no running demo uses; end the other demo';
  for (const candidate of blocks) {
    const release = await lockBlock(candidate);
    if (release === undefined) continue;
    const dir = join(root, `127.${candidate}`);
    const unclear = await clear(candidate);
    if (unclear !== undefined) problem = unclear;
    else if (await takeOver(dir, root, owner)) {
      return {
        dir,
        block: candidate,
        keep: async (name) => {
          const kept = join(root, name);
          await rename(dir, kept);
          await release();
          return kept;
        },
        remove: async () => {
          await rm(dir, { recursive: true, force: true, maxRetries: 3 });
          // The last one out takes the folder of all demos along; while it holds anything, it stays.
          await rmdir(root).catch(() => undefined);
          await release();
        },
      };
    }
    await release();
  }
  const wanted = block === undefined ? `127.${FIRST_BLOCK} to 127.${LAST_BLOCK}` : `127.${block}`;
  throw new BlockTakenError(`addresses ${wanted}: ${problem}, or take another --block`);
}

const ROOT_PREFIX = 'camwatch-demo-';

async function openRoot(base: string, uid: number): Promise<string> {
  const root = join(base, `${ROOT_PREFIX}${uid}`);
  await mkdir(root, { recursive: true, mode: 0o755 });
  const found = await lstat(root);
  if (found.isDirectory() && found.uid === uid) return root;
  throw new ForeignFolderError(
    `${root}: expected a folder of user ${uid}, found something else, or one of user ${found.uid}`,
  );
}

/**
 * Locks a block for as long as this process lives: its addresses are shared by all users of a machine, and by demos that
 * keep their folders elsewhere. The name of an abstract socket is known wherever the addresses are, and nowhere else.
 * @returns what releases it; `undefined` where another demo has it.
 */
function lockBlock(block: number): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve, reject) => {
    const lock = createServer().unref();
    lock.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    lock.listen({ path: `\0${ROOT_PREFIX}127.${block}` }, () =>
      resolve(() => new Promise((released) => lock.close(() => released()))),
    );
  });
}

/** Takes away every folder whose demo no longer runs. */
async function removeDead(root: string, cleanUp: ClaimOptions['cleanUp']): Promise<void> {
  const names = await readdir(root);
  for (const name of names.filter((one) => /^(127\.|new-)/.test(one))) {
    const dir = join(root, name);
    const owner = await readOwner(dir);
    if (owner === undefined || (await isOwnerAlive(owner))) continue;
    // Of two that find it dead one moves it away; what was moved may be a newcomer's by now, and goes back then.
    const moved = join(root, `dead-${randomUUID()}`);
    if (!(await move(dir, moved))) continue;
    if ((await readOwner(moved)) !== owner) {
      await move(moved, dir);
      continue;
    }
    await cleanUp(moved, dir);
    await rm(moved, { recursive: true, force: true, maxRetries: 3 });
  }
}

function readOwner(dir: string): Promise<string | undefined> {
  return readFile(join(dir, OWNER_FILE), 'utf8').catch(() => undefined);
}

/** `false` where there is nothing to move, or something in the way. */
function move(from: string, to: string): Promise<boolean> {
  return rename(from, to).then(
    () => true,
    () => false,
  );
}

const OWNER_FILE = 'owner.json';

/** A folder that names its owner is moved into place: nobody ever sees it without one. */
async function takeOver(dir: string, root: string, owner: Owner): Promise<boolean> {
  const makeNew = () => mkdtemp(join(root, 'new-'));
  // A demo that ends at this very moment may have taken the empty folder of all demos along.
  const prepared = await makeNew().catch(async () => {
    await mkdir(root, { recursive: true });
    return await makeNew();
  });
  await writeFile(join(prepared, OWNER_FILE), `${JSON.stringify(owner)}\n`);
  if (await move(prepared, dir)) return true;
  // Somebody else's is there: a folder that is not empty cannot be replaced.
  await rm(prepared, { recursive: true, force: true });
  return false;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
