import { once } from 'node:events';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { runCamwatch, startCamwatch } from '#test/support/camwatch.ts';
import { change, openTempLedger, tamper, tempFolder, tempLedgerPath } from '#test/support/temp-ledger.ts';
import { verifyExport } from '#test/support/verify-export.ts';

// On a machine far from the city, whose time is that of the sample settings.
beforeEach(() => {
  vi.stubEnv('TZ', 'America/Lima');
  return () => void vi.unstubAllEnvs();
});

async function ledger(...args: readonly string[]) {
  const { code, out, err } = await runCamwatch('ledger', ...args);
  return { exitCode: code, stdout: out, stderr: err };
}

/** The same by a process of its own. */
async function startLedger(...args: readonly string[]) {
  const child = startCamwatch(['ledger', ...args]);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { exitCode, stdout, stderr };
}

const NOON_MS = Date.UTC(2025, 9, 1, 5);
const MINUTE_MS = 60_000;

async function writeLedger(): Promise<string> {
  const path = tempLedgerPath();
  const owner = await openTempLedger(path);
  await owner.recordRevisions(
    [{ kind: 'device', id: 'cam-1', fromMs: 0, body: { name: 'Ngã tư Tràng Tiền', site: 's-1' } }],
    { author: 'an', sourceHash: 'x', recordedMs: NOON_MS },
  );
  await owner.record({
    changes: [
      change('device:cam-1', 'up', NOON_MS - 60 * MINUTE_MS),
      change('device:cam-1', 'down', NOON_MS, { afterMs: NOON_MS - MINUTE_MS }),
      change('device:cam-1', 'up', NOON_MS + 10 * MINUTE_MS, { afterMs: NOON_MS + 9 * MINUTE_MS }),
    ],
    coverage: [{ fromMs: NOON_MS - 60 * MINUTE_MS, toMs: NOON_MS + 60 * MINUTE_MS, closed: 'stop' }],
  });
  await owner.close();
  return path;
}

const DAY = ['--from', '2025-10-01T11:30+07:00', '--to', '2025-10-01T13:30+07:00'];

describe('camwatch ledger', () => {
  test('show tells the story of a device in local time', async () => {
    const path = await writeLedger();

    const { exitCode, stdout } = await startLedger('show', 'cam-1', '--ledger', path, ...DAY);

    expect(exitCode).toBe(0);
    expect(stdout).toBe(`device:cam-1  Ngã tư Tràng Tiền
2025-10-01 11:30:00.000 to 2025-10-01 13:30:00.000, Asia/Ho_Chi_Minh

Changes
  2025-10-01 11:00:00.000  reach     up       row 3 (in force at the beginning)
  2025-10-01 12:00:00.000  reach     down     timeout, last contrary probe 1m 00s before, row 4
  2025-10-01 12:10:00.000  reach     up       last contrary probe 1m 00s before, row 5

Outages
  2025-10-01 12:00:00.000 to 2025-10-01 12:10:00.000  reach  10m 00s, timeout, began at most 1m 00s earlier, ended at most 1m 00s earlier

Not watched
  2025-10-01 13:00:00.000 to 2025-10-01 13:30:00.000  30m 00s, stop
`);
  });

  test('show --json has both instants of every edge', async () => {
    const path = await writeLedger();

    const { stdout } = await ledger('show', 'device:cam-1', '--ledger', path, ...DAY, '--json');

    expect(JSON.parse(stdout)).toMatchObject({
      entity: 'device:cam-1',
      from: '2025-10-01T11:30:00.000+07:00',
      before: [{ state: 'up', at: '2025-10-01T11:00:00.000+07:00' }],
      changes: [
        { state: 'down', after: '2025-10-01T11:59:00.000+07:00', at: '2025-10-01T12:00:00.000+07:00' },
        { state: 'up' },
      ],
      outages: [
        {
          after: '2025-10-01T11:59:00.000+07:00',
          from: '2025-10-01T12:00:00.000+07:00',
          untilAfter: '2025-10-01T12:09:00.000+07:00',
          to: '2025-10-01T12:10:00.000+07:00',
          durationMs: 600_000,
        },
      ],
      gaps: [{ from: '2025-10-01T13:00:00.000+07:00', to: '2025-10-01T13:30:00.000+07:00', reason: 'stop' }],
      imported: [],
    });
  });

  test('show refuses what it does not know, and times that are none', async () => {
    const path = await writeLedger();

    expect(await ledger('show', 'cam-9', '--ledger', path)).toMatchObject({
      exitCode: 1,
      stderr: 'camwatch: expected a device or link, found nothing in the ledger about "cam-9"\n',
    });
    expect(await ledger('show', 'cam-1', '--ledger', path, '--from', 'yesterday')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(
        'error: --from: expected a date such as 2025-10-01, an instant such as 2025-10-01T08:00+07:00, or how long ago such as 24h, got "yesterday"',
      ),
    });
    expect(
      await ledger('show', 'cam-1', '--ledger', path, '--from', '2025-10-02', '--to', '2025-10-01'),
    ).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('error: --from: expected an instant before --to'),
    });
  });

  test('verify says yes, or which row is wrong with exit code 1', async () => {
    const path = await writeLedger();

    expect(await ledger('verify', '--full', '--ledger', path)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(
        /the chain holds, and schema and working tables agree with it\n {2}7 rows checked from the first row on; head 7:[0-9a-f]{64}\n {2}unwitnessed: nobody but the operator has signed a head of this ledger\n$/,
      ),
    });
    tamper(path, 'DELETE FROM change WHERE seq = 4');
    expect(await startLedger('verify', '--full', '--ledger', path)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(
        'the ledger is broken: 1 problem\n  row 4 is missing: expected row 4 after row 3, got row 5 (change)\n',
      ),
    });
    const { exitCode, stdout } = await ledger('verify', '--full', '--ledger', path, '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ledger: path,
      problemCount: 1,
      problems: [{ kind: 'missing', seq: 4 }],
    });
  });

  test('rows that are lost are told, and accept-loss goes on without them', async () => {
    const path = await writeLedger();
    const older = readFileSync(path);
    const decisions = openDecisions(path, { author: 'an', nowMs: () => NOON_MS });
    decisions.append('claim', { id: 'claim-1', action: 'made', body: {} });
    decisions.close();
    writeFileSync(path, older);
    const lost =
      /1 row is lost: row 8 was on the disk at \S+Z by the high-water mark, and the ledger ends at row 7\n/;

    expect(await ledger('verify', '--ledger', path)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(lost),
    });
    expect(await ledger('seal', '--ledger', path)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('camwatch ledger accept-loss --reason TEXT'),
    });
    const reason = ['--reason', 'the disk died', '--author', 'an'];
    expect(await ledger('accept-loss', '--ledger', path, ...reason)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(lost),
    });
    expect(await ledger('accept-loss', '--ledger', path, ...reason)).toMatchObject({
      exitCode: 1,
      stderr: `camwatch: ${path}: expected a ledger that lacks rows, got one that lacks none\n`,
    });
    expect(await ledger('verify', '--ledger', path)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/a loss is on record \(row 8, \S+Z, an\): row 8: the disk died\n/),
    });
  });

  test('seal prints a head that verify --head takes', async () => {
    const path = await writeLedger();

    const head = (await ledger('seal', '--ledger', path)).stdout.trim();

    expect(head).toMatch(/^6:[0-9a-f]{64}$/);
    expect(await ledger('verify', '--ledger', path, '--head', head)).toMatchObject({ exitCode: 0 });
    expect(await ledger('verify', '--ledger', path, '--head', head.replace(/.$/, 'x'))).toMatchObject({
      exitCode: 2,
    });
    const other = await writeLedger();
    expect(await ledger('verify', '--ledger', other, '--head', head)).toMatchObject({ exitCode: 1 });
  });

  test('backup, restore and rebuild bring a ledger back', async () => {
    const path = await writeLedger();
    const backup = join(tempFolder(), 'backup.sqlite');
    const target = tempLedgerPath();

    expect(await ledger('backup', backup, '--ledger', path)).toMatchObject({ exitCode: 0 });
    expect(await ledger('backup', backup, '--ledger', path)).toMatchObject({ exitCode: 1 });
    expect(await ledger('restore', backup, '--ledger', target)).toMatchObject({
      exitCode: 0,
      stdout: `${target}: restored from ${backup}; 7 rows, verified\n`,
    });
    tamper(target, 'DELETE FROM status');
    expect(await ledger('rebuild', '--ledger', target)).toMatchObject({
      stdout: expect.stringMatching(
        /^ {2}the status of device:cam-1 reach is not what the changes say: expected .*, got none; .*\n.*: 1 present states made again from the record\n$/,
      ),
    });

    expect(await ledger('verify', '--full', '--ledger', target)).toMatchObject({ exitCode: 0 });
  });

  test('export writes a file that anybody can check', async () => {
    const path = await writeLedger();
    const out = join(tempFolder(), 'export.jsonl');
    // Somebody left a link in the way, to have a file of ours written over.
    symlinkSync(path, `${out}.partial`);

    expect(await ledger('export', '--ledger', path, '--out', out)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });

    const { stdout } = await ledger('export', '--ledger', path);
    expect(readFileSync(out, 'utf8')).toBe(stdout);
    expect(verifyExport(stdout)).toEqual([]);
    // The zone of the city of the default configuration, which no row says.
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ timeZone: 'Asia/Ho_Chi_Minh' });
    expect(stdout).toContain('Tràng Tiền');
    expect(await ledger('export', '--ledger', path, '--out', out)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`${out}: expected no such file, or --force, got one`),
    });
    expect(await ledger('export', '--ledger', path, '--out', out, '--force')).toMatchObject({ exitCode: 0 });
    expect(await ledger('export', '--ledger', path, '--out', join(out, 'x'))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        `${join(out, 'x')}: expected a file that can be opened and written, got: ENOTDIR`,
      ),
    });
    expect(existsSync(`${out}.partial`)).toBe(false);
  });

  test('finds the ledger by the settings, and says what is wrong with them', async () => {
    const dir = tempFolder();
    writeFileSync(join(dir, 'camwatch.yaml'), 'ledger: {path: 7}\n');

    expect(await ledger('verify', '--config', dir)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('camwatch.yaml:1:16 ledger.path: expected'),
    });
    expect(await ledger('verify', '--config', join(dir, 'none'))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        'camwatch.yaml:1:1 the file: expected a file that can be read, got ENOENT',
      ),
    });
    const settings = {
      city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
      profiles: { camera: { reach: { prober: 'icmp' } } },
    };
    writeFileSync(join(dir, 'camwatch.yaml'), JSON.stringify(settings));
    expect(await ledger('verify', '--config', dir)).toMatchObject({
      exitCode: 1,
      stderr: `camwatch: ${join(dir, 'data/ledger.sqlite')}: expected a ledger, found no file\n`,
    });
  });

  test.each(['verify', 'show', 'backup', 'restore', 'export', 'seal', 'rebuild', 'import'])(
    '%s --help has examples',
    async (name) => {
      const { exitCode, stdout } = await ledger(name, '--help');

      expect(exitCode).toBe(0);
      expect(stdout).toContain(`Examples:\n  camwatch ledger ${name}`);
    },
  );
});
