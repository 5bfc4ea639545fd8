import { describe, expect, test } from 'vitest';
import { ConfigError } from '#config/files/config-error.ts';
import { loadConfigApart } from '#config/load-apart.ts';
import type { Config } from '#config/load-config.ts';
import { openSharedConfig } from '#config/shared-config.ts';
import { handoversAfter } from '#core/domain/ownership.ts';
import { NOW_MS, writeConfigFolder } from '#test/support/config-folder.ts';
import { HANOI, HANOI_DIR, HANOI_NOW_MS } from '#test/support/hanoi.ts';

describe('a configuration that a thread of its own loads', () => {
  test('is the one that is loaded here, secrets and all, and opens again from what a message carries', async () => {
    const apart = await loadConfigApart(HANOI_DIR, { nowMs: HANOI_NOW_MS });

    expect(told(apart)).toEqual(told(HANOI));
    expect(told(openSharedConfig(structuredClone(apart.shared)))).toEqual(told(HANOI));
  });

  test('has the hand-overs that are to come, as of any instant', async () => {
    const { inventory } = await loadConfigApart(HANOI_DIR, { nowMs: HANOI_NOW_MS });
    const instants = new Set(Array.from(HANOI.inventory.handovers, ({ atMs }) => atMs));

    const counts = [...instants].map((atMs) => {
      const toCome = handoversAfter(inventory, atMs);
      expect(toCome).toEqual(handoversAfter(HANOI.inventory, atMs));
      return toCome.length;
    });

    expect(new Set(counts).size).toBeGreaterThan(2);
  });

  test('is refused with every problem, and in the same words', async () => {
    const dir = await writeConfigFolder({ 'sites.csv': 'id,name\n', 'areas.yaml': undefined });

    const error: unknown = await loadConfigApart(dir, { nowMs: NOW_MS }).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(`${dir} is not valid:\n  areas.yaml:1:1 the file: expected a file`),
      problems: expect.arrayContaining([expect.objectContaining({ file: 'sites.csv', path: 'kind' })]),
    });
  });

  test('is given up when the start is', async () => {
    const stopping = new AbortController();
    const loading = loadConfigApart(HANOI_DIR, { nowMs: HANOI_NOW_MS, stop: stopping.signal });
    stopping.abort(new Error('stopped'));

    await expect(loading).rejects.toThrow('stopped');
  });

  test('is judged at the instant that is named, and tells how far it is', async () => {
    const dir = await writeConfigFolder();
    const told: (readonly [number, number])[] = [];

    await loadConfigApart(dir, { nowMs: NOW_MS, onProgress: (done, total) => told.push([done, total]) });
    const early = await loadConfigApart(dir, { nowMs: Date.UTC(2024, 0, 1) });

    expect(told.at(-1)).toEqual([9, 9]);
    expect(early.findings.map(({ code }) => code)).toContain('NOT_WATCHED');
  });
});

/** Maps as they are, passwords in clear. */
function told({ dir, settings, inventory, makers, findings, sourceHash, files }: Config) {
  const plain = Object.entries(inventory).map(([name, members]) => [name, [...members]]);
  const logins = makers.map((maker) => maker.logins.map(({ user, password }) => [user, password.reveal()]));
  const others = makers.map(({ logins: _, ...maker }) => maker);
  return { dir, settings, plain, logins, others, findings, sourceHash, files };
}
