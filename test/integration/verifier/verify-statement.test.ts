import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { judge, renderReport } from '#verifier/report.mjs';
import { verifyStatement } from '#verifier/verify-statement.mjs';

/** Exports and statements that camwatch makes, checked by a program that shares no code with it. */

const ROOT = new URL('../../..', import.meta.url).pathname;
const CONTRACT = 'bao-tri-camera-noi-thanh';

let folder = '';
let fingerprint = '';
const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');

function camwatch(...args: readonly string[]): string {
  const env = { ...process.env, XDG_CONFIG_HOME: folder };
  return execFileSync(join(ROOT, 'camwatch'), [...args, '--ledger', at('ledger.sqlite')], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const statement = (step: string, contract: string, period: string, ...rest: readonly string[]) =>
  camwatch(
    'statement',
    step,
    '--contract',
    contract,
    '--period',
    period,
    '--key',
    at('key.pem'),
    '--author',
    'clerk',
    ...rest,
  );

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'camwatch-verifier-'));
  camwatch('simulate', 'history', '--from', '2025-09-01', '--to', '2025-11-15', '--seed', '7');
  statement('draft', 'all', '2025-10', '--out', folder);
  const agreed = ['--agreed-by', 'nha-thau-a', '--attach', at('paper.txt')];
  writeFileSync(at('paper.txt'), 'agreed');
  statement('issue', CONTRACT, '2025-10', ...agreed, '--out', at('issued.json'));
  const work = ['--device', 'cam-ba-dinh-001,sw-ba-dinh-001', '--by', 'dost', '--reason', 'New switches'];
  const when = ['--from', '2025-10-01 00:00', '--to', '2025-10-03 00:00', '--announced', '2025-09-20 00:00'];
  camwatch('maintenance', 'add', ...work, ...when, '--attach', at('paper.txt'));
  statement('restate', CONTRACT, '2025-10', '--reason', 'planned work', '--out', at('restated.json'));
  writeFileSync(at('kept.txt'), camwatch('checkpoint', 'issue', '--key', at('key.pem')));
  const lines = [...exportLedger(at('ledger.sqlite'), { secret: 'include' })];
  writeFileSync(at('export.jsonl'), `${lines.join('\n')}\n`);
  fingerprint = JSON.parse(read('issued.json')).document.signer.fingerprint;
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const exported = () => read('export.jsonl').trimEnd().split('\n');

const verify = (text: string, lines: readonly string[] = exported()) =>
  verifyStatement(text, lines, { fingerprint });

const DRAFTED = [
  CONTRACT,
  'bao-tri-camera-ngoai-thanh',
  'bao-tri-dau-ghi',
  'bao-tri-may-chu-dung-chung',
  'internet-1',
  'internet-2',
  'kenh-thue-rieng',
  'kenh-thue-rieng-du-phong',
  'thue-he-thong-tron-goi',
].map((contract) => `${contract}-2025-10-draft.json`);

test.each([...DRAFTED, 'issued.json', 'restated.json'])(
  '%s follows from the rows to the last figure',
  (name) => {
    expect(verify(read(name))).toMatchObject({ verdict: 'green' });
  },
);

test('a changed figure under a good seal is not proven, and told with its clause', () => {
  const forged = read('issued.json').replace(
    /"outageCount":(\d+)/,
    (_, count) => `"outageCount":${Number(count) + 1}`,
  );

  const { verdict, findings } = verify(forged);

  expect(verdict).toBe('red');
  expect(findings.find(({ check }) => check === 'seal')?.notes).toContain(
    'the signature is not that of the key that the file names',
  );
  expect(findings.find(({ check }) => check === 'record')?.outcome).toBe('bad');
  expect(findings.find(({ check }) => check === 'figures')?.differences).toEqual([
    expect.objectContaining({ clause: '7.7', what: 'aggregate.outageCount' }),
  ]);
});

test('one byte more at the end of a statement is red', () => {
  const { verdict, findings } = verify(`${read('issued.json')} `);

  expect(verdict).toBe('red');
  expect(findings.find(({ check }) => check === 'seal')?.notes).toEqual([
    'the file is not written canonically: it was changed after it was sealed',
  ]);
});

test('a row that is missing from the export is red, and nothing is settled from the rest', () => {
  const lines = exported();

  const { verdict, findings } = verify(read('issued.json'), lines.toSpliced(500, 1));

  expect(verdict).toBe('red');
  expect(findings.map(({ check }) => check)).toEqual(['chain', 'seal']);
  expect(findings[0]?.notes[0]).toBe('row 500: expected number 500, got 501');
});

test('one changed digit in a row is red', () => {
  const lines = exported();
  const place = lines.findIndex((line) => line.includes('\\"state\\":\\"down\\"'));
  const changed = lines.with(
    place,
    (lines[place] ?? '').replace('\\"state\\":\\"down\\"', '\\"state\\":\\"gown\\"'),
  );

  const { verdict, findings } = verify(read('issued.json'), changed);

  expect(verdict).toBe('red');
  expect(findings[0]?.notes).toEqual([`row ${place}: its text has another hash`]);
});

/** The same ledger with another text of one row, and every hash after it worked out anew. */
function writtenAnew(lines: readonly string[], change: (body: string) => string): readonly string[] {
  const [header = '', ...rows] = lines.map((line) => JSON.parse(line));
  let prev = '0'.repeat(64);
  const anew = rows.map((row) => {
    const body = change(row.body);
    const hash = createHash('sha256').update(`${prev}\n${body}`).digest('hex');
    const line = JSON.stringify({ ...row, prev, body, hash });
    prev = hash;
    return line;
  });
  return [JSON.stringify({ ...header, head: { ...header.head, hash: prev } }), ...anew];
}

test('a checkpoint that a party keeps is held against its row, its tree and its signature', () => {
  const { verdict, findings } = verifyStatement(read('restated.json'), exported(), {
    fingerprint,
    checkpoint: read('kept.txt'),
  });

  const [, , seq] = /head (\S+) (\d+)/.exec(read('kept.txt')) ?? [];
  expect(verdict).toBe('green');
  expect(findings.find(({ check }) => check === 'checkpoint')).toEqual({
    check: 'checkpoint',
    outcome: 'good',
    notes: [`up to row ${seq}`],
  });
});

test('a ledger that was written anew as a whole contradicts the checkpoint that a party keeps', () => {
  const anew = writtenAnew(exported(), (body) => body.replace('"author":"clerk"', '"author":"other"'));

  const { verdict, findings } = verifyStatement(read('restated.json'), anew, {
    fingerprint,
    checkpoint: read('kept.txt'),
  });

  const [, , seq] = /head (\S+) (\d+)/.exec(read('kept.txt')) ?? [];
  expect(verdict).toBe('red');
  expect(findings.find(({ check }) => check === 'chain')?.outcome).toBe('good');
  expect(findings.find(({ check }) => check === 'checkpoint')?.notes).toEqual([
    `row ${seq} of the export is not the row of the checkpoint`,
  ]);
});

test('a checkpoint with another signature, one with a changed row, and one that is none are red', () => {
  const notesOf = (checkpoint: string) =>
    verifyStatement(read('restated.json'), exported(), { fingerprint, checkpoint }).findings.find(
      ({ check }) => check === 'checkpoint',
    );
  const kept = read('kept.txt');
  const [, row = ''] = /^head \S+ (\d+)/m.exec(kept) ?? [];

  const changed = notesOf(kept.replace(/^(head \S+) \d+/m, '$1 7'));
  const none = notesOf('a letter\n');
  const signature = Buffer.from(kept.trimEnd().split(' ').at(-1) ?? '', 'base64');
  signature[20] = (signature[20] ?? 0) ^ 1;
  const forged = notesOf(kept.replace(/\S+\n*$/, `${signature.toString('base64')}\n`));

  expect(row).not.toBe('7');
  expect(changed).toMatchObject({
    outcome: 'bad',
    notes: [
      'the checkpoint is not signed with the key of the file',
      'row 7 of the export is not the row of the checkpoint',
    ],
  });
  expect(none?.notes).toEqual(['this is no checkpoint: expected an empty line and signatures']);
  expect(forged?.notes).toEqual(['the checkpoint is not signed with the key of the file']);
});

test('what is wrong with chain, seal and checkpoint is said in Vietnamese, too', () => {
  const lines = exported().toSpliced(500, 1);

  const { findings } = verifyStatement(`${read('issued.json')} `, lines, {
    fingerprint,
    checkpoint: 'a letter\n',
    language: 'vi',
  });

  expect(findings.map(({ notes }) => notes[0])).toEqual([
    'dòng 500: phải là số 500, nhưng là 501',
    'tệp không ở dạng chuẩn: đã bị sửa sau khi niêm phong',
    'đây không phải là điểm kiểm tra: phải có một dòng trống và các chữ ký',
  ]);
});

test('members of a statement that nothing was held against are named', () => {
  const { findings } = verify(read('restated.json'));

  const [figures] = findings.filter(({ check }) => check === 'figures');
  expect(figures?.notChecked).toEqual(expect.arrayContaining(['dossier', 'warnings']));
  expect(figures?.notChecked).not.toContain('hangsOn');
  expect(figures?.notChecked).not.toContain('ledger');
  expect(figures?.notChecked).not.toContain('differences');
  expect(figures?.notChecked).not.toContain('figures.incidents');
  expect(figures?.notChecked).not.toContain('replaces');
  expect(renderReport({ verdict: 'green', findings }, 'vi')).toContain('không kiểm tra: ');
});

test('a statement that the export does not know is red', () => {
  statement('draft', 'internet-1', '2025-09', '--out', at('september.json'));

  const { verdict, findings } = verify(read('september.json'));

  expect(verdict).toBe('red');
  expect(findings.filter(({ outcome }) => outcome === 'bad').map(({ check }) => check)).toEqual(['record']);
});

test('without the fingerprint nothing is proven', () => {
  const { verdict, findings } = verifyStatement(read('issued.json'), exported());

  expect(verdict).toBe('open');
  expect(findings.find(({ check }) => check === 'seal')?.outcome).toBe('unknown');
});

test('with another fingerprint it is red', () => {
  const { verdict } = verifyStatement(read('issued.json'), exported(), { fingerprint: 'ab'.repeat(32) });

  expect(verdict).toBe('red');
});

test('an export that withholds rows is never green', () => {
  const lines = [...exportLedger(at('ledger.sqlite'), { secret: 'withhold' })];

  const { verdict, findings } = verify(read('issued.json'), lines);

  expect(verdict).toBe('open');
  const withheld = lines.filter((line) => line.includes('"withheld"')).length;
  expect(withheld).toBeGreaterThan(0);
  expect(findings.find(({ check }) => check === 'figures')?.notes).toEqual([
    `cannot check: ${withheld} rows withheld (secret sites); what differs may do so for that`,
  ]);
});

test('the command prints the verdict in both languages, and its exit code says it too', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'verifier/verify.mjs'), ...args], { encoding: 'utf8' });
  const files = [at('restated.json'), at('export.jsonl')];

  const green = run(...files, '--fingerprint', fingerprint, '--lang', 'vi');
  const open = run(...files);
  const usage = run(at('restated.json'));

  expect([green.status, open.status, usage.status]).toEqual([0, 2, 2]);
  expect(green.stdout).toContain('ĐÚNG: mọi số liệu đều suy ra từ các dòng của sổ ghi.');
  expect(open.stdout).toContain('NOT PROVEN.');
  expect(usage.stderr).toBe('verify: expected a statement and an export of the ledger; see --help\n');
});

test.each([
  ['good', 'en', /^GREEN: .*nothing was settled again\.$/],
  ['good', 'vi', /^ĐÚNG: .*không tính lại số liệu\.$/],
  ['bad', 'en', /^RED: the proof does not hold\.$/],
  ['bad', 'vi', /^SAI: chứng minh không đúng\.$/],
] as const)(
  'the verdict on a proof claims no figures that nothing settled: %s, %s',
  (outcome, language, said) => {
    const verdict = { ...judge([{ check: 'record', outcome, notes: [] }]), isProof: true as const };

    expect(renderReport(verdict, language).split('\n').at(-1)).toMatch(said);
  },
);
