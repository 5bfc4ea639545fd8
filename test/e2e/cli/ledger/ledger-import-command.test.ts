import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { change, openTempLedger, openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

const NOON_MS = Date.UTC(2025, 9, 1, 5);
const HOUR_MS = 3_600_000;

/** Two cameras on record; we watched from noon to one o'clock. */
async function writeFolder(files: Readonly<Record<string, string>>) {
  const folder = tempFolder();
  const path = join(folder, 'ledger.sqlite');
  const owner = await openTempLedger(path);
  const meta = { author: 'an', sourceHash: 'x', recordedMs: NOON_MS };
  const revisions = ['cam-1', 'cam-2'].map((id) => ({ kind: 'device' as const, id, fromMs: 0, body: {} }));
  await owner.recordRevisions(revisions, meta);
  await owner.record({
    changes: [change('device:cam-1', 'up', NOON_MS)],
    coverage: [{ fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS, closed: 'stop' }],
  });
  await owner.close();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const importFile = (file: string, ...args: readonly string[]) =>
    runCamwatch(
      'ledger',
      'import',
      resolve(folder, file),
      '--ledger',
      path,
      '--time-zone',
      'Asia/Ho_Chi_Minh',
      ...args,
    );
  return { path, importFile };
}

const OUTAGES = `Mã,Từ,Đến,Ghi chú,Người ghi
cam-1,01/10/2025 10:00,01/10/2025 12:30,mất điện,An
cam-2,01/10/2025 08:00,01/10/2025 09:00,,
`;
const OPTIONS = [
  ...['--source', 'zabbix', '--author', 'an', '--dates', 'dd/mm/yyyy'],
  ...['--map', 'device=Mã,from=Từ,to=Đến,reason=Ghi chú', '--covers', '2025-10-01..2025-10-02'],
];

describe('camwatch ledger import', () => {
  test('takes outages over, tells what they come to, and adds nothing the second time', async () => {
    const { path, importFile } = await writeFolder({ 'outages.csv': OUTAGES });

    const dry = await importFile('outages.csv', ...OPTIONS, '--dry-run');
    const first = await importFile('outages.csv', ...OPTIONS);
    const second = await importFile('outages.csv', ...OPTIONS, '--json');

    const what = '6 changes of 2 devices and links, from 2 rows of zabbix';
    const rest = `  vouched for: 2d, added up over all of them; covered by our own measuring, which goes before it: 2h
  columns that nothing was read from: Người ghi
`;
    expect(dry).toEqual({
      code: 0,
      err: '',
      out: `outages.csv: ${what}, would be imported into ${path}; nothing was written\n${rest}`,
    });
    expect(first).toEqual({ code: 0, err: '', out: `outages.csv: ${what}, imported into ${path}\n${rest}` });
    expect(JSON.parse(second.out)).toEqual({
      ledger: path,
      file: 'outages.csv',
      source: 'zabbix',
      run: expect.stringMatching(/^import:[0-9a-f]{64}$/),
      outcome: 'already-there',
      rows: 2,
      skippedRows: 0,
      duplicateRows: 0,
      entities: 2,
      changes: 6,
      vouchedMs: 48 * HOUR_MS,
      measuredMs: 2 * HOUR_MS,
      ignoredColumns: ['Người ghi'],
    });
    const shown = await runCamwatch(
      'ledger',
      'show',
      'cam-1',
      '--ledger',
      path,
      '--from',
      '2025-10-01T03:00Z',
      '--to',
      '2025-10-01T05:30Z',
      '--json',
    );
    expect(JSON.parse(shown.out)).toMatchObject({
      changes: [{ state: 'up', origin: 'measured' }],
      outages: [],
      imported: [
        {
          source: 'zabbix',
          indicator: 'reach',
          changes: [{ state: 'down', evidence: { reported: 'mất điện' } }],
        },
      ],
    });
    const reader = openTempReader(path);
    expect([...reader.imports()]).toHaveLength(1);
    expect([...reader.changes()]).toHaveLength(1);
    expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
  });

  test('imports nothing where a row is wrong, and tells every one with line and column', async () => {
    const { path, importFile } = await writeFolder({
      'changes.csv': `device,at,state\ncam-1,2025-10-01 08:00,up\ncam-9,2025-10-01 08:00,off\n`,
    });
    const before = (await verifyLedger(path, { scope: 'full' })).head;

    expect(await importFile('changes.csv', '--source', 'zabbix')).toEqual({
      code: 1,
      out: '',
      err: `camwatch: changes.csv cannot be imported:
  changes.csv:3:3 state: expected one of up, degraded, down, unknown, got "off"
  changes.csv:3:1 device: expected a device or link of the inventory, got "cam-9"
`,
    });
    expect((await verifyLedger(path, { scope: 'full' })).head).toEqual(before);
  });

  test('takes over what another camwatch exported, where that one watched, unless it was changed on the way', async () => {
    const other = await writeFolder({});
    const { path, importFile } = await writeFolder({});
    const { out } = await runCamwatch('ledger', 'export', '--ledger', other.path, '--include-secret');
    const file = join(tempFolder(), 'export.jsonl');
    writeFileSync(file, out);
    writeFileSync(file.replace('export', 'changed'), out.replace('\\"up\\"', '\\"down\\"'));

    const taken = await importFile(file, '--source', 'hub-2', '--json');
    const refused = await importFile(file.replace('export', 'changed'), '--source', 'hub-2');

    expect(JSON.parse(taken.out)).toMatchObject({
      outcome: 'added',
      rows: 1,
      changes: 1,
      vouchedMs: HOUR_MS,
      measuredMs: HOUR_MS,
    });
    const query = { entity: 'device:cam-1', indicator: 'reach', fromMs: 0, toMs: 2 * NOON_MS } as const;
    expect(openTempReader(path).imported(query)).toMatchObject([
      {
        source: 'hub-2',
        changes: [{ state: 'up', atMs: NOON_MS }],
        coverage: [{ fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS }],
      },
    ]);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /changed\.jsonl:\d+:1 the row: expected content with the hash [0-9a-f]{64}, got/,
    );
  });

  test.each([
    [['x.csv', '--source', ' '], 'expected a name of at most 80 letters, digits and signs'],
    [['x.csv'], "error: required option '--source <name>' not specified"],
    [['x.csv', '--source', 'z', '--covers', '2025-10-02..2025-10-01'], 'error: --covers: expected two dates'],
    [['x.csv', '--source', 'z', '--covers', '2025-10-02..2995-10-01'], 'expected an end that has passed'],
    [
      ['x.csv', '--source', 'z', '--time-zone', 'Asia/Nowhere'],
      'expected a time zone such as Asia/Ho_Chi_Minh',
    ],
    [['x.xls', '--source', 'z'], 'expected a name that ends in .csv, .tsv, .jsonl or .ndjson'],
    [['x.csv', '--source', 'z'], 'x.csv the file: expected a file that can be read, got ENOENT'],
    [
      ['empty.jsonl', '--source', 'z'],
      'the header: expected one of the columns entity, device and link, got none',
    ],
    [['empty.csv', '--source', 'z'], 'the header: expected one of the columns'],
    [
      ['other.jsonl', '--source', 'z', '--skip-unknown'],
      'expected a row about a device or link of the inventory, got 1 about others',
    ],
  ])('%j is refused: %s', async ([file = '', ...args], message) => {
    const { importFile } = await writeFolder({
      'empty.jsonl': '\n',
      'empty.csv': '\n',
      'other.jsonl': '{"device":"cam-9","at":1759300000,"state":"up"}\n',
    });

    const { code, err } = await importFile(file, ...args);

    expect(code).not.toBe(0);
    expect(err).toContain(message);
  });
});
