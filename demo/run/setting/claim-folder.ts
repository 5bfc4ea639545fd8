import { randomUUID } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CamwatchError } from '../../../core/errors.ts';
import { isOwnerAlive, type Owner } from './owner.ts';

/** Thrown when the block of addresses that was asked for is in use by another demo. */
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
}

/**
 * Claims a block by the name of a folder: of two demos that start at once, one gets it.
 * @throws BlockTakenError when the wanted block, or every block, belongs to a demo that is running.
 */
export async function claimFolder({ base, uid, owner, block, cleanUp }: ClaimOptions): Promise<DemoFolder> {
  const root = await openRoot(base, uid);
  await removeDead(root, cleanUp);
  const others = await blocksOfOthers(base, root);
  const blocks = block === undefined ? range(FIRST_BLOCK, LAST_BLOCK) : [block];
  for (const candidate of blocks.filter((one) => !others.has(one))) {
    const dir = join(root, `127.${candidate}`);
    if (await takeOver(dir, root, owner)) {
      return {
        dir,
        block: candidate,
        keep: async (name) => {
          const kept = join(root, name);
          await rename(dir, kept);
          return kept;
        },
        remove: async () => {
          await rm(dir, { recursive: true, force: true, maxRetries: 3 });
          // The last one out takes the folder of all demos along; while it holds anything, it stays.
          await rmdir(root).catch(() => undefined);
        },
      };
    }
  }
  const wanted = block === undefined ? `127.${FIRST_BLOCK} to 127.${LAST_BLOCK}` : `127.${block}`;
  throw new BlockTakenError(
    `addresses ${wanted}: expected a block that no running demo uses; end the other demo, or take another --block`,
  );
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

/** Addresses are shared by all users of a machine. */
async function blocksOfOthers(base: string, root: string): Promise<ReadonlySet<number>> {
  const roots = (await readdir(base)).filter((name) => name.startsWith(ROOT_PREFIX));
  const blocks = new Set<number>();
  for (const other of roots.map((name) => join(base, name)).filter((one) => one !== root)) {
    for (const name of await readdir(other).catch(() => [])) {
      const [, block] = /^127\.(\d+)$/.exec(name) ?? [];
      if (block !== undefined) blocks.add(Number(block));
    }
  }
  return blocks;
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
