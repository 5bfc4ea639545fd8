import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { statementOffice } from '#test/support/statement-office.ts';
import { canonicalJson, sha256 } from '#verifier/sealed/canonical.mjs';
import { compare } from '#verifier/statement/compare.mjs';
import { verifyStatement } from '#verifier/verify-statement.mjs';

/** What an operator with the key could forge, and what somebody without it could break. */

let text = '';
let lines: string[] = [];
let note = '';
let key: KeyObject | undefined;

beforeEach(async () => {
  if (text !== '') return;
  const office = statementOffice();
  const { ledger, file, seal, agreed } = office;
  const own = ['--key', file('key.pem')];
  await seal('draft', 'draft.json', ...own);
  await office.about('object', '--by', 'a', '--author', 'keeper', '--why', 'the power was off');
  const draft = JSON.parse(readFileSync(file('draft.json'), 'utf8')).seal.sha256;
  await office.about('agree', '--by', 'a', '--author', 'keeper', '--hash', draft);
  await seal('issue', 'issued.json', ...agreed(), ...own);
  note = (await runCamwatch('checkpoint', 'issue', '--ledger', ledger, '--key', file('key.pem'))).out;
  lines = [...exportLedger(ledger, { secret: 'include' })];
  text = readFileSync(file('issued.json'), 'utf8');
  key = createPrivateKey(readFileSync(file('key.pem'), 'utf8'));
}, 60_000);

const signed = (bytes: string) => (key ? sign(null, Buffer.from(bytes), key) : Buffer.of());

/** The statement changed and sealed anew with the key of the operator, and its row and all rows after it written anew. */
function forge(change: (document: ReturnType<typeof JSON.parse>) => void) {
  const { document, seal } = JSON.parse(text);
  change(document);
  const bytes = canonicalJson(document);
  const resealed = { sha256: sha256(bytes), signature: signed(bytes).toString('base64') };
  let prev = '0'.repeat(64);
  const rows = lines.slice(1).map((line) => {
    const row = JSON.parse(line);
    const body = row.body.replaceAll(seal.sha256, resealed.sha256);
    const hash = sha256(`${prev}\n${body}`);
    const anew = JSON.stringify({ ...row, prev, hash, body });
    prev = hash;
    return anew;
  });
  const header = JSON.parse(lines[0] ?? '');
  const head = { seq: rows.length, hash: prev };
  const file = `${canonicalJson({ document, seal: resealed })}\n`;
  return verify(file, [JSON.stringify({ ...header, head }), ...rows]);
}

function verify(file: string, rows: readonly string[] = lines, checkpoint?: string) {
  const { fingerprint } = JSON.parse(text).document.signer;
  const { verdict, findings } = verifyStatement(file, rows, {
    fingerprint,
    ...(checkpoint === undefined ? {} : { checkpoint }),
  });
  const bad = findings.filter(({ outcome }) => outcome === 'bad');
  return { verdict, findings, bad: bad.map(({ check, notes }) => [check, ...notes]) };
}

test('sealed anew as it was it is green, and says of what', () => {
  const { verdict, findings } = forge(() => undefined);

  expect(verdict).toBe('green');
  expect(findings.find(({ check }) => check === 'record')?.notes[0]).toBe('cameras:2025-09, issued');
});

test('an objection that was left out is red', () => {
  const { verdict, bad } = forge((document) => {
    document.objections = [];
    document.money = {
      ...document.money,
      ...{ disputedLines: [], disputed: '0', undisputed: document.money.total },
      ...{ disputedByType: document.money.undisputedByType, undisputedByType: document.figures.byType },
    };
  });

  expect(verdict).toBe('red');
  expect(bad).toEqual([['record', 'the objections are others: 1 on record before it, 0 in the statement']]);
});

test.each([
  ['id', 'lines:2025-09'],
  ['state', 'draft'],
])('another %s than its row has is red', (member, value) => {
  const { bad } = forge((document) => {
    document[member] = value;
  });

  expect(bad).toEqual([['record', 'the row on record is of cameras:2025-09, issued']]);
});

test.each<[string, (document: ReturnType<typeof JSON.parse>) => void]>([
  ['made before the draft', (document) => Object.assign(document, { madeMs: document.asOfMs - 1 })],
  ['made after it was put on record', (document) => Object.assign(document, { madeMs: Date.now() + 1e9 })],
  [
    'as of a later instant than the draft',
    (document) => Object.assign(document, { asOfMs: document.madeMs }),
  ],
  [
    'recorded before the draft was',
    (document) => Object.assign(document, { recordedBeforeMs: document.asOfMs }),
  ],
  ['recorded before an instant to come', (document) => Object.assign(document, { recordedBeforeMs: 9e15 })],
])('a statement that says it was %s is red', (_, change) => {
  const { bad } = forge(change);

  expect(bad[0]).toEqual([
    'record',
    'the instants (as of, recorded before, made) are not in the order of the steps on record',
  ]);
});

test.each<[string, string, (document: ReturnType<typeof JSON.parse>) => void]>([
  ['contractor', 'contract.contractor', (document) => Object.assign(document.contract, { contractor: 'b' })],
  ['agency', 'contract.agency', (document) => Object.assign(document.contract, { agency: 'x' })],
  ['name', 'contract.name', (document) => Object.assign(document.contract, { name: 'another' })],
  ['number', 'number', (document) => Object.assign(document, { number: 3 })],
  ['party that agreed', 'agreedBy', (document) => Object.assign(document, { agreedBy: 'contractor:b' })],
  ['agreement to its draft', 'signOff.author', ({ signOff }) => Object.assign(signOff, { author: 'eve' })],
  ['end of objections', 'objectionEndsMs', (document) => Object.assign(document, { objectionEndsMs: 1 })],
  ['begin of its terms', 'fromMs', (document) => Object.assign(document.contractVersions[0], { fromMs: 1 })],
])('another %s than the ledger has is red', (_, what, change) => {
  const { verdict, findings } = forge(change);

  expect(verdict).toBe('red');
  const { differences = [] } = findings.find(({ check }) => check === 'figures') ?? {};
  expect(differences.map((one) => one.what)).toEqual([what]);
});

test('an agreement to its draft that was left out is red', () => {
  const { verdict, findings } = forge((document) => {
    delete document.signOff;
  });

  expect(verdict).toBe('red');
  const { differences = [] } = findings.find(({ check }) => check === 'figures') ?? {};
  expect(differences).toMatchObject([{ what: 'signOff' }]);
});

test('a stretch that is told twice is red', () => {
  const { bad, findings } = forge((document) => {
    const { stretches } = document.figures.parts[0].entities[0];
    stretches.push({ ...stretches[0], owner: 'link:line' });
  });

  expect(bad).toHaveLength(1);
  expect(findings.find(({ check }) => check === 'figures')?.differences).toMatchObject([
    { clause: '4.1', sealed: { owner: 'link:line' } },
  ]);
});

test.each<[string, (hangsOn: ReturnType<typeof JSON.parse>) => void]>([
  ['case', ({ cases }) => cases.push({ ...cases[0], assume: 'claim-accepted', claim: 'claim:7' })],
  [
    'line',
    ({ lines: told }) => told.push({ rule: 'r', type: 'penalty', part: 1, payable: '0', cases: ['1', '2'] }),
  ],
])('another %s of what the money hangs on is red', (_, change) => {
  const { verdict, findings } = forge(({ hangsOn }) => change(hangsOn));

  expect(verdict).toBe('red');
  const { differences = [] } = findings.find(({ check }) => check === 'figures') ?? {};
  expect(differences.map(({ clause }) => clause)).toEqual(['12.7']);
});

test('blame for less than no time is red', () => {
  const { verdict } = forge((document) => {
    document.figures.parts[0].entities[0].outages[0].blame.push({
      ...{ owner: 'link:line', cause: 'own', isOwn: false, ms: -1 },
    });
  });

  expect(verdict).toBe('red');
});

test('members with names that every object has are told as not checked, too', () => {
  const { findings } = forge((document) => {
    document.constructor = 'you owe more';
    document.contract.colour = 'red';
  });

  const { notChecked } = findings.find(({ check }) => check === 'figures') ?? {};
  expect(notChecked).toEqual(expect.arrayContaining(['constructor', 'contract.colour']));
});

test('of two lines with one name each is held to its own', () => {
  const line = (amount: string) => ({ rule: 'r', entity: 'device:cam', amount });

  const { differences } = compare({ lines: [line('1'), line('9')] }, { lines: [line('1'), line('2')] });

  expect(differences).toMatchObject([{ sealed: '9', settled: '2' }]);
});

test.each<[string, (document: ReturnType<typeof JSON.parse>) => void]>([
  ['a contract that nobody knows', (document) => Object.assign(document.contract, { id: 'none' })],
  ['no contract', (document) => Object.assign(document, { contract: null })],
  ['no list of what was not measured', (document) => delete document.figures.parts[0].checks[0].notMeasured],
  ['a zone of another planet', (document) => Object.assign(document.period, { timeZone: 'Mars/Olympus' })],
  ['all of time', (document) => Object.assign(document.period, { fromMs: -8e15, toMs: 8e15 })],
])('%s is red, with why', (_, change) => {
  const { verdict, bad } = forge(change);

  expect(verdict).toBe('red');
  expect(bad.at(-1)).toEqual(['figures', expect.stringMatching(/^cannot be settled from these rows \(/)]);
});

test('the export of a ledger without a row is red for a statement of another', () => {
  const header = { format: 'camwatch-ledger-export', version: 1, head: { seq: 0, hash: '0'.repeat(64) } };

  const { verdict, bad } = verify(text, [JSON.stringify({ ...header, open: { coverage: [] } })]);

  expect(verdict).toBe('red');
  expect(bad.map(([check]) => check)).toEqual(['record', 'figures']);
});

test('a file that is nested too deep is red', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  const { verdict } = verify(`{"document":{"format":"camwatch-statement-1","x":${deep}},"seal":{}}\n`);

  expect(verdict).toBe('red');
});

test('a signed checkpoint with more heads than the export has is red', () => {
  const [origin = '', , , head] = note.split('\n');
  const hidden = `${origin}\n999\nAAAA\n${head}\n`;
  const [, , id = ''] = note.trimEnd().split('\n').at(-1)?.split(' ') ?? [];
  const keyId = Buffer.from(id, 'base64').subarray(0, 4);
  const signature = Buffer.concat([keyId, signed(hidden)]).toString('base64');

  const kept = verify(text, lines, note);
  const unknown = verify(text, lines, `${hidden}\n— ${origin} ${signature}\n`);

  expect(kept.verdict).toBe('green');
  expect(unknown.bad).toEqual([['checkpoint', 'the export has 1 of the 999 heads of the checkpoint']]);
});

const quotedPrintable = (plain: string) =>
  [...Buffer.from(plain)]
    .map((byte) =>
      byte === 61 || byte > 126 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte),
    )
    .join('')
    .replace(/.{70}/g, '$&=\r\n');

const mailOf = (encoding: string, body: string) =>
  [
    'From: camwatch@example.org',
    'Subject: Checkpoint 1',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    'To keep:',
    '',
    body,
    '-- ',
    'camwatch',
    '',
  ].join('\r\n');

test.each<[string, (plain: string) => string]>([
  ['behind a byte order mark', (plain) => `\uFEFF${plain}`],
  ['as text of a mail', (plain) => mailOf('8bit', plain)],
  ['in quoted-printable', (plain) => mailOf('quoted-printable', quotedPrintable(plain))],
  ['quoted in an answer', (plain) => mailOf('8bit', plain.replace(/^/gm, '> '))],
  [
    'attached in base64',
    (plain) => mailOf('base64', Buffer.from(plain).toString('base64').replace(/.{76}/g, '$&\r\n')),
  ],
])('a checkpoint is read as it is kept: %s', (_, kept) => {
  const changed = note.replace(/^(head \S+) \d+/m, '$1 7');

  const [whole, other] = [verify(text, lines, kept(note)), verify(text, lines, kept(changed))];

  expect(whole.verdict).toBe('green');
  expect(other.bad.flat()).toContain('row 7 of the export is not the row of the checkpoint');
});
