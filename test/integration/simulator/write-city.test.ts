import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { writeSimulatedCity } from '#simulator/write-city.ts';
import { HANOI_NOW_MS } from '../../support/hanoi.ts';

async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-city-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

const CITY = { addressing: 'loopback', mayOverwrite: false, signal: new AbortController().signal } as const;

describe('writeSimulatedCity', () => {
  test.each([
    { devices: 1, seed: 1 },
    { devices: 29, seed: 2 },
    { devices: 61, seed: 3 },
    { devices: 300, seed: 2 ** 32 - 1 },
    { devices: 3_000, seed: 4 },
  ])('makes a configuration of $devices devices that passes every check', async ({ devices, seed }) => {
    const outDir = await makeFolder();

    const { survey } = await writeSimulatedCity({ ...CITY, outDir, devices, seed });

    const { inventory, findings } = await loadConfig(outDir, { nowMs: HANOI_NOW_MS });
    expect(inventory.devices.size).toBe(devices);
    const {
      OWNER_UNDETERMINED: owners = [],
      NOT_WATCHED: unwatched = [],
      ...others
    } = Object.groupBy(findings, ({ code }) => code);
    expect(owners).toHaveLength(survey.undeterminedOwners);
    // Of every device that is paused or was never built, and of no other.
    const idle = [...inventory.devices.values()].filter(({ lifecycle }) =>
      ['requested', 'approved', 'paused'].includes(
        lifecycle.findLast(({ atMs }) => atMs <= HANOI_NOW_MS)?.stage ?? '',
      ),
    );
    expect(unwatched.map(({ message }) => message.split(':')[0])).toEqual(idle.map(({ id }) => id));
    // Recipients of alerts are those of the sample city, whatever is made of the rest.
    const usual = ['INDICATOR_NOT_MEASURED', 'NO_MAIL_SERVER', 'ALERT_FILTER_EMPTY'];
    expect(Object.keys(others).filter((code) => !usual.includes(code))).toEqual([]);
  });

  test('writes nothing once it is stopped', async () => {
    const outDir = await makeFolder();
    const signal = AbortSignal.abort(new Error('stopped'));

    const writing = writeSimulatedCity({ ...CITY, outDir, devices: 50, seed: 1, signal });

    await expect(writing).rejects.toThrow('stopped');
    expect(await readdir(outDir)).toEqual([]);
  });
});
