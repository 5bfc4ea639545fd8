import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ClaimOptions, claimFolder } from '#demo/run/setting/claim-folder.ts';
import { describeOwner } from '#demo/run/setting/owner.ts';

const { uid } = userInfo();

/** Where all users' demos lie, and in it the folder of this user's. */
async function temporaryPlace() {
  const base = await mkdtemp(join(tmpdir(), 'camwatch-claim-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const root = join(base, `camwatch-demo-${uid}`);
  const claim = async (more: Partial<ClaimOptions> = {}) => {
    const owner = await describeOwner(process.pid);
    const nothing = async () => undefined;
    const folder = await claimFolder({ base, uid, owner, cleanUp: nothing, clear: nothing, ...more });
    onTestFinished(() => folder.remove());
    return folder;
  };
  return { base, root, claim };
}

/** The owner that a demo would be which has ended meanwhile. */
async function deadOwner() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const owner = await describeOwner(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return owner;
}

describe('claimFolder', () => {
  test('takes the first free block, and the next one takes the next', async () => {
    const { root, claim } = await temporaryPlace();

    const first = await claim();
    const second = await claim();

    // Demos that run meanwhile have theirs.
    expect(first.block).toBeGreaterThanOrEqual(77);
    expect(second.block).toBeGreaterThan(first.block);
    expect(first.dir).toBe(join(root, `127.${first.block}`));
  });

  test('of many that start at once each gets a block of its own', async () => {
    const { root, claim } = await temporaryPlace();

    const folders = await Promise.all(Array.from({ length: 12 }, () => claim()));

    expect(new Set(folders.map(({ block }) => block)).size).toBe(12);
    expect((await readdir(root)).filter((name) => name.startsWith('new-'))).toEqual([]);
  });

  test('refuses a block that a running demo uses', async () => {
    const { claim } = await temporaryPlace();
    await claim({ block: 90 });

    await expect(claim({ block: 90 })).rejects.toMatchObject({
      code: 'DEMO_BLOCK_TAKEN',
      message:
        'addresses 127.90: expected a block that no running demo uses; end the other demo, or take another --block',
    });
  });

  test('passes over a block whose addresses cannot be used, and says why where it was asked for', async () => {
    const { root, claim } = await temporaryPlace();
    const { block: first, remove } = await claim();
    await remove();
    const clear = async (block: number) => (block === first ? 'expected free addresses; do this' : undefined);

    expect((await claim({ clear })).block).toBeGreaterThan(first);
    await expect(claim({ clear, block: first })).rejects.toMatchObject({
      code: 'DEMO_BLOCK_TAKEN',
      message: `addresses 127.${first}: expected free addresses; do this, or take another --block`,
    });
    expect(await readdir(root)).not.toContain(`127.${first}`);
    expect((await claim({ block: first })).block).toBe(first);
  });

  test('leaves alone what a demo uses whose folder is elsewhere', async () => {
    const { claim: claimElsewhere } = await temporaryPlace();
    const { block, remove } = await claimElsewhere();
    const { claim } = await temporaryPlace();

    await expect(claim({ block })).rejects.toMatchObject({ code: 'DEMO_BLOCK_TAKEN' });
    await remove();

    expect((await claim({ block })).block).toBe(block);
  });

  test('the last demo leaves no folder at all', async () => {
    const { base, claim } = await temporaryPlace();
    const folders = [await claim(), await claim()];

    for (const { remove } of folders) await remove();

    expect(await readdir(base)).toEqual([]);
  });

  test('writes nothing into a folder of somebody else', async () => {
    const { base, root, claim } = await temporaryPlace();
    const elsewhere = join(base, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, root);

    await expect(claim()).rejects.toMatchObject({
      code: 'DEMO_FOLDER_FOREIGN',
      message: `${root}: expected a folder of user ${uid}, found something else, or one of user ${uid}`,
    });
    expect(await readdir(elsewhere)).toEqual([]);
  });

  test('cleans up after a demo that died, whatever its block, and leaves a running one alone', async () => {
    const { root, claim } = await temporaryPlace();
    const alive = await claim({ block: 201 });
    const dead = await claim({ block: 200, owner: await deadOwner() });
    await writeFile(join(dead.dir, 'influxd.pid'), '12345');
    const cleaned: string[][] = [];
    const cleanUp = async (movedDir: string, originalDir: string) => {
      cleaned.push([originalDir, ...(await readdir(movedDir))]);
    };

    const { block } = await claim({ cleanUp });

    expect(cleaned).toEqual([[dead.dir, 'influxd.pid', 'owner.json']]);
    expect((await readdir(root)).toSorted()).toEqual(['127.201', `127.${block}`]);
    await expect(access(alive.dir)).resolves.toBeUndefined();
  });

  test('a folder is removed, or kept under another name so that its block is free again', async () => {
    const { root, claim } = await temporaryPlace();
    const first = await claim();
    const kept = await first.keep('kept-1');
    const second = await claim({ block: first.block });
    await second.remove();

    expect(kept).toBe(join(root, 'kept-1'));
    expect(await readdir(root)).toEqual(['kept-1']);
  });
});
