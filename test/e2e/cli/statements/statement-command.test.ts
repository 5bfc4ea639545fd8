import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, statementOffice as office } from '#test/support/statement-office.ts';
import { tamper } from '#test/support/temp-ledger.ts';

describe('camwatch statement', () => {
  test('drafts, verifies green, and red after one changed byte or a changed row of the ledger', async () => {
    const { seal, run, file, ledger } = office();

    const draft = await seal('draft', 'draft.json', '--json');
    const { sha256, fingerprint, ...drafted } = JSON.parse(draft.out);
    const green = await run('verify', file('draft.json'), '--fingerprint', fingerprint);
    const text = readFileSync(file('draft.json'), 'utf8');
    writeFileSync(file('changed.json'), text.replace('"total":"45000"', '"total":"45001"'));
    const red = await run('verify', file('changed.json'), '--json');
    tamper(ledger, `UPDATE change SET at_ms = at_ms + 3600000 WHERE at_ms = ${at('09-07T08:00')}`);
    const other = await run('verify', file('draft.json'), '--json');

    expect(draft.code).toBe(0);
    expect(drafted).toMatchObject({
      id: 'cameras:2025-09',
      state: 'draft',
      availability: '96.662',
      coverage: '100.00',
      money: { total: '45000', undisputed: '45000', disputed: '0' },
      warnings: [],
    });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(green).toMatchObject({ code: 0, err: '' });
    expect(green.out.replace(/on \S+ \S+ as/, 'on … as')).toBe(
      `${file('draft.json')}: GREEN: nothing that was checked differs
  bytes, hash and signature of the file             good
  key that was named to you (--fingerprint)         good
  the ledger itself: chain, schema, working tables  good
  on record in the ledger                           good
  decisions, claims and what parties said           good
  rows of the ledger it rests on                    good
  figures, computed again                           good
  sums, disputed and undisputed                     good
  what the money hangs on, computed again           good
  notes: unwitnessed: nobody but the operator has signed a head of the ledger
  handed out: on … as draft.json (JSON) of cameras:2025-09, drafted, by an, row 19
`,
    );
    expect(red.code).toBe(1);
    expect(badOf(red.out)).toEqual(['seal', 'record', 'figures', 'money']);
    expect(other.code).toBe(1);
    expect(badOf(other.out)).toEqual(['rows', 'figures']);
    expect(JSON.parse(other.out).differences).toContainEqual({
      where: 'parts › 2025-09 › entities › device:cam-1 › sums › down',
      old: String(48 * 3_600_000),
      new: String(49 * 3_600_000),
    });
  });

  test('signs nothing that rests on a row that was edited', async () => {
    const { seal, ledger } = office();
    tamper(ledger, `UPDATE change SET at_ms = at_ms + 3600000 WHERE at_ms = ${at('09-07T08:00')}`);

    const { code, err } = await seal('draft', 'draft.json');

    expect(code).toBe(1);
    expect(err).toMatch(
      /^camwatch: expected rows of the ledger as they were written, got changed ones: \d+ \(camwatch ledger verify --full\)\n$/,
    );
  });

  test('is objected to, issued with what is disputed apart, and restated when late data changes it', async () => {
    const { seal, about, run, file, learnLate, agreed } = office();
    await seal('draft', 'draft.json');

    const early = await seal('issue', 'issued.json');
    const objected = await about('object', '--by', 'a', '--line', '1', '--why', 'mất điện', '--json');
    const issued = await seal('issue', 'issued.json', ...agreed(), '--json');
    const same = await seal('restate', 'r1.json', '--reason', 'vì muốn');
    learnLate();
    const restated = await seal('restate', 'r1.json', '--reason', 'số liệu đến muộn', '--json');
    const old = await run('verify', file('issued.json'));
    const now = await run('verify', file('r1.json'));
    const table = await about('show');
    const list = await run('list', '--json');

    expect(early).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^camwatch: statement cameras:2025-09: the contractor may object until .*: wait until then, until it agrees, or for the paper on which it agreed \(statement agree, or --agreed-by CONTRACTOR --attach FILE\)\n$/,
      ),
    });
    expect(JSON.parse(objected.out)).toMatchObject({ number: 1, lines: ['deductions · device:cam-1'] });
    expect(JSON.parse(issued.out)).toMatchObject({
      state: 'issued',
      money: { total: '45000', undisputed: '0', disputed: '45000', disputedLines: [1] },
    });
    expect(same.err).toBe(
      'camwatch: statement cameras:2025-09: nothing changed since it was last sealed: there is nothing to restate\n',
    );
    expect(JSON.parse(restated.out)).toMatchObject({
      state: 'restated',
      number: 1,
      money: { total: '90000', undisputed: '45000', disputed: '45000' },
    });
    expect(JSON.parse(restated.out).differences).toContainEqual({
      where: 'total',
      old: '45000',
      new: '90000',
    });
    expect(table.out).toMatch(/\n {2}device:cam-2 +down +0s +1d\n/);
    expect(table.out).toMatch(/\n {2}money +deductions · device:cam-2 +– +45,000 VND\n/);
    expect(table.out).toMatch(/\n {2}total +45,000 VND +90,000 VND\n/);
    expect([old.code, now.code]).toEqual([0, 0]);
    expect(old.out).toContain('notes: superseded: what counts now is restatement 1 (');
    expect(old.out).toContain('unwitnessed: nobody but the operator has signed a head of the ledger');
    expect(JSON.parse(list.out)[0].steps.map(({ action }: { action: string }) => action)).toEqual([
      'drafted',
      'objected',
      'issued',
      'restated',
    ]);
  });

  test('does not issue figures that nobody could object to', async () => {
    const { seal, learnLate, agreed } = office();
    await seal('draft', 'draft.json');
    learnLate();

    const issued = await seal('issue', 'issued.json', ...agreed());
    const replaced = await seal('draft', 'again.json', '--replace', 'late data', '--json');

    expect(issued).toMatchObject({
      code: 1,
      err: expect.stringContaining('figures changed since the draft ('),
    });
    expect(JSON.parse(replaced.out)).toMatchObject({ state: 'draft', money: { total: '90000' } });
  });

  test('refuses a period that is not over, and a contract or a file that is not there', async () => {
    const { run, file } = office();
    const nextYear = new Date().getUTCFullYear() + 1;

    const unfinished = await run('draft', '--contract', 'cameras', '--period', `${nextYear}-02`);
    const unknown = await run('draft', '--contract', 'camera', '--period', '2025-09');
    const quarter = await run('draft', '--contract', 'cameras', '--period', '2025-Q3');
    const missing = await run('verify', file('none.json'));

    const ends = `${nextYear}-02-28T17:00:00.000Z`;
    expect(unfinished).toEqual({
      code: 1,
      out: '',
      err: expect.stringContaining(
        `camwatch: statement cameras:${nextYear}-02: expected a period that is over, got ${nextYear}-02, which ends at `,
      ),
    });
    expect(unfinished.err).toContain(ends.slice(0, 8));
    expect(unknown.err).toBe(
      'camwatch: --contract: expected one that is on record, got "camera"; perhaps "cameras"\n',
    );
    expect(quarter.err).toContain(
      'expected a whole month such as 2025-07, by which the contract is settled, got 2025-Q3',
    );
    expect(missing).toMatchObject({
      code: 1,
      err: expect.stringContaining('expected a file that can be read'),
    });
  });

  test('explains an own fault and a cut line, with a picture, in words of both languages', async () => {
    const { run, about } = office();

    const month = await about('explain', 'cam-1');
    const cut = await about('explain', 'cam-1', '--outage', '2', '--lang', 'vi');
    const none = await about('explain', 'cam-1', '--outage', '3');
    const json = await about('explain', 'cam-2', '--json');
    const link = await run('explain', 'link:line', '--contract', 'cameras', '--period', '2025-09');

    expect(month.out).toContain(
      [
        '  2025-09-04 ................................................',
        '  2025-09-05 ................################################',
        '  2025-09-06 ################################################',
        '  2025-09-07 ################................................',
        '  2025-09-08 ................................................',
      ].join('\n'),
    );
    expect(month.out).toContain(`  2025-09-05 08:00 → 2025-09-07 08:00  2d  down  [1]
      measured: down, no answer; this contract answers (the device itself): counted, not good (clauses 4.1.6, 5.1 of the Rules)
      evidence: change:`);
    expect(month.out).toContain('  restoration: 2d / 1d (normal), over by 1d');
    expect(
      month.out,
    ).toContain(`  counted = 2,415,600,000 up + 0 degraded + 172,800,000 down = 2,588,400,000 ms
  good = 2,415,600,000 up + 0 degraded = 2,415,600,000 ms
  availability = 2,415,600,000 / 2,588,400,000 = 93.324 %`);
    expect(cut.out).toContain(`đối soát |......${'o'.repeat(60)}......|`);
    expect(cut.out).toContain(
      'do link:line, thiết bị hoặc đường truyền phía trước, không thuộc hợp đồng này; theo điều khoản others_down: left-out, không tính vào tử số và mẫu số',
    );
    expect(none.err).toBe('camwatch: --outage: expected a number from 1 to 2, got 3\n');
    expect(JSON.parse(json.out).parts[0].stretches.map(({ rule }: { rule: string }) => rule)).toEqual([
      'works',
      'others-left-out',
      'works',
    ]);
    expect(link.err).toBe(
      'camwatch: expected a device or link that contract cameras covers in 2025-09, got link:line\n',
    );
  });

  test('shows what counts now', async () => {
    const { seal, about } = office();
    await seal('draft', 'draft.json');

    const shown = await about('show');
    const shownVi = await about('show', '--lang', 'vi');

    expect(shown.out).toContain(
      '  availability                        5,004,000,000 / 5,176,800,000 ms = 96.662 %\n',
    );
    expect(shown.out).toContain('  1. deduction · deductions · device:cam-1: 45,000 VND\n');
    expect(shownVi.out).toContain('Bảng đối soát cameras:2025-09\n');
    expect(shownVi.out).toContain('  1. giảm trừ thanh toán · deductions · device:cam-1: 45.000 đồng\n');
  });
});

const badOf = (json: string): readonly string[] =>
  JSON.parse(json)
    .checks.filter(({ outcome }: { outcome: string }) => outcome === 'bad')
    .map(({ name }: { name: string }) => name);
