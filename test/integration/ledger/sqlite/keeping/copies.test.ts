import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Revision } from '#core/domain/revision.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { backupLedger } from '#ledger/sqlite/keeping/backup-ledger.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { restoreLedger } from '#ledger/sqlite/keeping/restore-ledger.ts';
import { sealLedger } from '#ledger/sqlite/keeping/seal-ledger.ts';
import {
  change,
  openTempLedger,
  openTempReader,
  tamper,
  tempFolder,
  tempLedgerPath,
} from '#test/support/temp-ledger.ts';
import { verifyExport } from '#test/support/verify-export.ts';

async function writeLedger(path: string): Promise<void> {
  const ledger = await openTempLedger(path);
  await ledger.record({
    changes: [change('device:a', 'down', 1_000)],
    coverage: [{ fromMs: 0, toMs: 9_000 }],
  });
  await ledger.close();
}

const entities = (path: string) => [...openTempReader(path).changes()].map(({ entity }) => entity);

const RESTORE = { author: 'an', nowMs: () => Date.UTC(2025, 9, 1, 8), existing: 'refuse' } as const;

describe('backupLedger', () => {
  test('copies a ledger that is being written to, and verifies the copy', async () => {
    const path = tempLedgerPath();
    const ledger = await openTempLedger(path);
    await ledger.record({ changes: [change('device:a', 'down', 1_000)] });
    const backup = join(tempFolder(), 'new', 'backup.sqlite');

    expect(await backupLedger(path, backup)).toMatchObject({ scope: 'full', rows: 3, problems: [] });
    await ledger.record({ changes: [change('device:b', 'down', 1_000)] });

    expect(entities(backup)).toEqual(['device:a']);
    expect(readdirSync(dirname(backup)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('writes over nothing', async () => {
    const path = tempLedgerPath();
    await writeLedger(path);
    const backup = join(tempFolder(), 'precious');
    writeFileSync(backup, 'precious');

    await expect(backupLedger(path, backup)).rejects.toMatchObject({
      code: 'LEDGER_EXISTS',
      message: `${backup}: expected a new file for the backup, found one that exists`,
    });
    expect(readFileSync(backup, 'utf8')).toBe('precious');
  });

  test('writes through no link that somebody left in its way, and lets nobody else read the copy', async () => {
    const path = tempLedgerPath();
    await writeLedger(path);
    const folder = tempFolder();
    const precious = join(folder, 'precious');
    writeFileSync(precious, 'precious');
    const backup = join(folder, 'backup.sqlite');
    symlinkSync(precious, `${backup}.partial`);

    await backupLedger(path, backup);

    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(statSync(backup).mode & 0o777).toBe(0o600);
  });

  test('does not keep a copy of a broken ledger', async () => {
    const path = tempLedgerPath();
    await writeLedger(path);
    tamper(path, "UPDATE change SET state = 'up'; UPDATE status SET state = 'up'");
    const folder = tempFolder();

    await expect(backupLedger(path, join(folder, 'backup.sqlite'))).rejects.toMatchObject({
      code: 'LEDGER_BROKEN',
      message: expect.stringContaining(
        `${path}: the backup was not kept, since it does not verify:\n  row 2 (change) was changed: expected content with the hash `,
      ),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('restoreLedger', () => {
  test('puts a backup where there is no ledger, and notes it in the chain', async () => {
    const path = tempLedgerPath();
    await writeLedger(path);
    const backup = join(tempFolder(), 'backup.sqlite');
    await backupLedger(path, backup);
    const target = tempLedgerPath();

    expect(await restoreLedger(backup, target, RESTORE)).toMatchObject({ setAside: undefined });

    expect(entities(target)).toEqual(['device:a']);
    expect(await verifyLedger(target, { scope: 'full' })).toMatchObject({ problems: [] });
    expect([...exportLedger(target, { secret: 'include' })].at(-1)).toContain(
      '\\"action\\":\\"restored\\",\\"author\\":\\"an\\",\\"body\\":{\\"backup\\":\\"backup.sqlite\\"}',
    );
  });

  test('writes through no link that somebody left in its way', async () => {
    const path = tempLedgerPath();
    await writeLedger(path);
    const target = tempLedgerPath();
    const precious = join(tempFolder(), 'precious');
    writeFileSync(precious, 'precious');
    symlinkSync(precious, `${target}.restoring`);

    await restoreLedger(path, target, RESTORE);

    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(entities(target)).toEqual(['device:a']);
  });

  test('takes in rows that stand in the -wal file beside the backup', async () => {
    const path = tempLedgerPath();
    await writeLedger(path);
    const later = await openTempLedger(path, { run: 'run-2' });
    await later.record({ changes: [change('device:b', 'down', 2_000)] });
    const copy = join(tempFolder(), 'copy.sqlite');
    for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
    const target = tempLedgerPath();

    const { verification } = await restoreLedger(copy, target, RESTORE);

    expect(entities(target)).toEqual(['device:a', 'device:b']);
    expect(await verifyLedger(target, { scope: 'full' })).toMatchObject({
      problems: [],
      // And one that says that it was restored.
      rows: verification.rows + 1,
    });
    expect(readdirSync(dirname(target)).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  test('refuses to take the place of a ledger, unless it may set it aside', async () => {
    const path = tempLedgerPath();
    await writeLedger(path);
    const backup = join(tempFolder(), 'backup.sqlite');
    await backupLedger(path, backup);
    const later = await openTempLedger(path, { run: 'run-2' });
    await later.record({ changes: [change('device:b', 'down', 2_000)] });
    await later.close();

    await expect(restoreLedger(backup, path, RESTORE)).rejects.toMatchObject({
      code: 'LEDGER_EXISTS',
      message: `${path}: expected no ledger in this place, found one; --force sets it aside`,
    });
    const { setAside = '' } = await restoreLedger(backup, path, {
      ...RESTORE,
      existing: 'set-aside',
      lossReason: 'the row of device b is not wanted',
    });

    expect(setAside).toBe(`${path}.before-restore-20251001T080000Z`);
    expect(entities(path)).toEqual(['device:a']);
    expect(entities(setAside)).toEqual(['device:a', 'device:b']);
  });

  test('refuses a broken backup, and leaves the ledger in its place', async () => {
    const path = tempLedgerPath();
    await writeLedger(path);
    const backup = join(tempFolder(), 'backup.sqlite');
    await backupLedger(path, backup);
    tamper(backup, 'DELETE FROM change');

    await expect(restoreLedger(backup, path, { ...RESTORE, existing: 'set-aside' })).rejects.toMatchObject({
      code: 'LEDGER_BROKEN',
      message: expect.stringContaining('row 2 is missing: expected row 2 after row 1, got row 3 (seal)'),
    });
    expect(entities(path)).toEqual(['device:a']);
  });

  test('is refused while the ledger is in use', async () => {
    const path = tempLedgerPath();
    await openTempLedger(path);

    await expect(restoreLedger(path, path, { ...RESTORE, existing: 'set-aside' })).rejects.toMatchObject({
      code: 'LEDGER_LOCKED',
    });
  });
});

describe('sealLedger', () => {
  test('seals beside the owner, who goes on with the chain', async () => {
    const path = tempLedgerPath();
    const ledger = await openTempLedger(path);
    await ledger.record({ changes: [change('device:a', 'down', 1_000)] });
    await ledger.record({ changes: [change('device:b', 'down', 1_000)] });

    const head = sealLedger(path, { author: 'an', nowMs: () => 5 });
    await ledger.record({ changes: [change('device:c', 'down', 1_000)] });

    expect(head.seq).toBe(4);
    expect(sealLedger(path, { author: 'an', nowMs: () => 6 }).seq).toBe(6);
    expect(sealLedger(path, { author: 'an', nowMs: () => 7 }).seq).toBe(6);
    expect(await verifyLedger(path, { scope: 'full', expectedHead: head })).toMatchObject({
      rows: 7,
      problems: [],
    });
  });

  test('makes no ledger where there is none', () => {
    const path = tempLedgerPath();

    expect(() => sealLedger(path, { author: 'an', nowMs: () => 5 })).toThrow(
      `${path}: expected a ledger, found no file`,
    );
    expect(existsSync(path)).toBe(false);
  });
});

describe('exportLedger', () => {
  const site = (id: string, secrecy: string): Revision => ({
    kind: 'site',
    id,
    fromMs: 0,
    body: { name: `Site ${id}`, secrecy },
  });
  const device = (id: string, siteId: string, upstreams: readonly string[][] = []): Revision => ({
    kind: 'device',
    id,
    fromMs: 0,
    body: { site: siteId, upstreams },
  });
  const link = (id: string, far: string): Revision => ({
    kind: 'link',
    id,
    fromMs: 0,
    body: { near: 'core', far },
  });

  async function writeSecrets(path: string): Promise<void> {
    const ledger = await openTempLedger(path);
    const meta = { author: 'an', sourceHash: 'x', recordedMs: 0 };
    await ledger.recordRevisions(
      [
        site('open', 'public'),
        site('bunker', 'secret'),
        site('was-secret', 'secret'),
        device('cam-open', 'open'),
        device('cam-bunker', 'bunker'),
        device('cam-behind', 'open', [['link:l-bunker']]),
        device('cam-was', 'was-secret'),
        link('l-open', 'device:cam-open'),
        link('l-bunker', 'site:bunker'),
      ],
      meta,
    );
    await ledger.recordRevisions(
      [site('was-secret', 'public'), { kind: 'device', id: 'cam-bunker', fromMs: 9, body: undefined }],
      meta,
    );
    await ledger.record({
      changes: [
        change('device:cam-open', 'down', 1_000),
        change('device:cam-bunker', 'down', 1_000),
        change('device:cam-was', 'down', 1_000),
        change('link:l-bunker', 'down', 1_000),
        change('link:l-open', 'down', 1_000, {
          evidence: { behind: ['device:cam-open', 'device:cam-bunker'] },
        }),
        change('link:l-open', 'up', 2_000),
      ],
    });
    await ledger.close();
  }

  test('lets anybody recompute the chain', async () => {
    const path = tempLedgerPath();
    await writeSecrets(path);

    const text = [...exportLedger(path, { secret: 'include' })].join('\n');

    expect(verifyExport(text)).toEqual([]);
    expect(text).not.toContain('withheld');
    expect(verifyExport(text.replace('timeout', 'refused'))).toEqual([
      expect.stringMatching(/^row 13: its body has the hash /),
    ]);
    expect(verifyExport(text.split('\n').toSpliced(5, 1).join('\n'))).toContain('row 6: expected row 5');
    expect(verifyExport(text.split('\n').slice(0, -1).join('\n'))).toEqual(['the export ends at row 18']);
  });

  test('leaves out a link that is measured at a secret device, as the page does', async () => {
    const path = tempLedgerPath();
    const ledger = await openTempLedger(path);
    const measured: Revision = {
      kind: 'link',
      id: 'l-measured',
      fromMs: 0,
      body: { near: 'core', far: 'site:open', interface: { device: 'sw-bunker', name: 'ge-0/0/1' } },
    };
    await ledger.recordRevisions(
      [site('open', 'public'), site('bunker', 'secret'), device('sw-bunker', 'bunker'), measured],
      { author: 'an', sourceHash: 'x', recordedMs: 0 },
    );
    await ledger.record({ changes: [change('link:l-measured', 'down', 1_000)] });
    await ledger.close();

    expect([...exportLedger(path, { secret: 'withhold' })].join('\n')).not.toMatch(/bunker|l-measured/);
  });

  test('leaves out whatever has a name where no inventory says what is secret, as at a collector', async () => {
    const path = tempLedgerPath();
    const ledger = await openTempLedger(path);
    await ledger.record({ changes: [change('device:cam-bunker', 'down', 1_000)] });
    await ledger.close();

    const text = [...exportLedger(path, { secret: 'withhold' })].join('\n');

    expect(verifyExport(text)).toEqual([]);
    expect(text).not.toMatch(/bunker/);
    expect([...exportLedger(path, { secret: 'include' })].join('\n')).toMatch(/bunker/);
  });

  test('leaves out what is on secret sites, and the chain still holds', async () => {
    const path = tempLedgerPath();
    await writeSecrets(path);

    const text = [...exportLedger(path, { secret: 'withhold' })].join('\n');

    expect(verifyExport(text)).toEqual([]);
    expect(text).not.toMatch(/bunker/);
    const withheld = text
      .split('\n')
      .flatMap((line) => (line.includes('withheld') ? [JSON.parse(line)] : []));
    expect(withheld.map(({ seq }) => seq)).toEqual([3, 6, 7, 10, 12, 14, 16, 17]);
    expect(withheld[0]).toEqual({
      seq: 3,
      prev: expect.any(String),
      hash: expect.any(String),
      withheld: 'secret',
    });
    expect(text).toContain('device:cam-was');
  });
});
