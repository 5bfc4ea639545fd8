import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ClaimOptions, claimFolder } from '#app/demo/claim-folder.ts';
import { describeOwner } from '#app/demo/owner.ts';

async function temporaryRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'camwatch-claim-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}

const claim = async (root: string, more: Partial<ClaimOptions> = {}) =>
  claimFolder({ root, owner: await describeOwner(process.pid), cleanUp: async () => undefined, ...more });

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
    const root = await temporaryRoot();

    const first = await claim(root);
    const second = await claim(root);

    expect([first.block, second.block]).toEqual([77, 78]);
    expect(first.dir).toBe(join(root, '127.77'));
  });

  test('of many that start at once each gets a block of its own', async () => {
    const root = await temporaryRoot();

    const folders = await Promise.all(Array.from({ length: 12 }, () => claim(root)));

    expect(new Set(folders.map(({ block }) => block)).size).toBe(12);
    expect((await readdir(root)).filter((name) => name.startsWith('new-'))).toEqual([]);
  });

  test('refuses a block that a running demo uses', async () => {
    const root = await temporaryRoot();
    await claim(root, { block: 90 });

    await expect(claim(root, { block: 90 })).rejects.toMatchObject({
      code: 'DEMO_BLOCK_TAKEN',
      message:
        'addresses 127.90: expected a block that no running demo uses; end the other demo, or take another --block',
    });
  });

  test('cleans up after a demo that died, whatever its block, and leaves a running one alone', async () => {
    const root = await temporaryRoot();
    const alive = await claim(root, { block: 201 });
    const dead = await claim(root, { block: 200, owner: await deadOwner() });
    await writeFile(join(dead.dir, 'routes.txt'), '127.200.0.1\n');
    const cleaned: string[][] = [];
    const cleanUp = async (movedDir: string, originalDir: string) => {
      cleaned.push([originalDir, ...(await readdir(movedDir))]);
    };

    await claim(root, { cleanUp });

    expect(cleaned).toEqual([[dead.dir, 'owner.json', 'routes.txt']]);
    expect((await readdir(root)).toSorted()).toEqual(['127.201', '127.77']);
    await expect(access(alive.dir)).resolves.toBeUndefined();
  });

  test('a folder is removed, or kept under another name so that its block is free again', async () => {
    const root = await temporaryRoot();
    const first = await claim(root);
    const kept = await first.keep('kept-1');
    const second = await claim(root);
    await second.remove();

    expect(second.block).toBe(77);
    expect(kept).toBe(join(root, 'kept-1'));
    expect(await readdir(root)).toEqual(['kept-1']);
  });
});
