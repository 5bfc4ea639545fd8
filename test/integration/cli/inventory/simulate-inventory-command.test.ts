import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { runCamwatch } from '../../../support/camwatch.ts';
import { HANOI_DIR, HANOI_NOW_MS } from '../../../support/hanoi.ts';

async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-simulate-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

const simulate = (dir: string, ...more: readonly string[]) =>
  runCamwatch('simulate', 'inventory', '--devices', '120', '--seed', '3', '--out', dir, ...more);

describe('camwatch simulate inventory', () => {
  test('writes a folder that loads, and says what to do next', async () => {
    const dir = join(await makeFolder(), 'city');

    const { code, out, err } = await simulate(dir);

    const { inventory, findings } = await loadConfig(dir, { nowMs: HANOI_NOW_MS });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^cameras +\d+ {2}\d+ fixed, \d+ PTZ; /);
    expect(out).toMatch(/\ndevices +120 {2}/);
    expect(out).toMatch(/\n {2}ip route add unreachable 127\.77\.\d+\.\d+\/\d+ table local\n/);
    expect(out.endsWith(`\nNext: ./camwatch check ${dir}\n`)).toBe(true);
    expect(inventory.devices.size).toBe(120);
    expect(new Set(findings.map((finding) => finding.code))).toEqual(
      new Set(['ALERT_FILTER_EMPTY', 'INDICATOR_NOT_MEASURED', 'NO_MAIL_SERVER', 'OWNER_UNDETERMINED']),
    );
  });

  test('leaves the real files as they are', async () => {
    const dir = await makeFolder();

    await simulate(dir);

    // The plan names sites that only the sample has.
    const isCopied = (file: string) => file.endsWith('.yaml') && file !== 'plan.yaml';
    for (const name of (await readdir(HANOI_DIR)).filter(isCopied)) {
      expect(await readFile(join(dir, name), 'utf8')).toBe(await readFile(join(HANOI_DIR, name), 'utf8'));
    }
  });

  test('prints its figures as JSON', async () => {
    const dir = await makeFolder();

    const { out } = await simulate(dir, '--json', '--addresses', 'private');

    expect(JSON.parse(out)).toMatchObject({
      dir,
      seed: 3,
      addresses: 'private',
      devices: 120,
      districts: 30,
    });
  });

  test('refuses a folder that is not empty, and writes nothing into it', async () => {
    const dir = await makeFolder();
    await writeFile(join(dir, 'devices.csv'), 'mine');

    const { code, err } = await simulate(dir);

    expect({ code, err }).toEqual({
      code: 1,
      err: `camwatch: ${dir}: expected an empty or a new folder, got 1 file (devices.csv); --force writes over them\n`,
    });
    expect(await readdir(dir)).toEqual(['devices.csv']);
    expect(await readFile(join(dir, 'devices.csv'), 'utf8')).toBe('mine');
  });

  test('writes over a folder when told to, and keeps what is not its own', async () => {
    const dir = await makeFolder();
    await writeFile(join(dir, 'devices.csv'), 'mine');
    await writeFile(join(dir, 'notes.txt'), 'mine too');

    const { code } = await simulate(dir, '--force');

    expect(code).toBe(0);
    expect(await readFile(join(dir, 'devices.csv'), 'utf8')).toMatch(/^id,name,kind,/);
    expect(await readFile(join(dir, 'notes.txt'), 'utf8')).toBe('mine too');
  });

  test.each([
    { option: '--devices', value: '0', expected: 'Expected a whole number from 1 to 200000.' },
    { option: '--devices', value: '3e2', expected: 'Expected a whole number from 1 to 200000.' },
    { option: '--seed', value: '-1', expected: 'Expected a whole number from 0 to 4294967295.' },
    { option: '--addresses', value: 'public', expected: 'Allowed choices are loopback, private.' },
  ])('refuses $option $value as wrong usage', async ({ option, value, expected }) => {
    const dir = join(await makeFolder(), 'city');

    const { code, err } = await simulate(dir, `${option}=${value}`);

    expect(code).toBe(2);
    expect(err).toContain(`argument '${value}' is invalid. ${expected}`);
  });

  test('says where it looked when there is no configuration to take the facts from', async () => {
    const dir = await makeFolder();
    const from = join(dir, 'nowhere');

    const { code, err } = await simulate(join(dir, 'city'), '--from', from);

    expect(code).toBe(1);
    expect(err).toContain(from);
  });
});
