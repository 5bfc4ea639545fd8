import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDecisions } from '#ledger/decisions.ts';
import { verifyLedger } from '#ledger/verify-chain.ts';
import { buildDraft, buildIssue, buildRestatement } from '#settlement/build-statement.ts';
import type { ContractSettlement } from '#settlement/contract-settlement.ts';
import { buildObjection, type NewObjection } from '#settlement/object-to-statement.ts';
import { expectUnchanged, readFiled, recordStatement } from '#settlement/record-statement.ts';
import { loadStatementKey } from '#settlement/statement-key.ts';
import { readLife } from '#settlement/statement-register.ts';
import { sealStatement } from '#settlement/statement-seal.ts';
import { verifyStatement } from '#settlement/verify-statement.ts';
import { AFTER_MS, DAY_MS, factsOf, settlementOf } from '#test/support/settlement.ts';
import { stretch } from '#test/support/sla-input.ts';
import { openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

const ID = 'c-1:2026-11';

/** A ledger to record statements of made-up settlements in. */
function office() {
  const folder = tempFolder();
  const ledger = join(folder, 'ledger.sqlite');
  const key = loadStatementKey(join(folder, 'key.pem'));
  let nowMs = AFTER_MS;
  const decisions = openDecisions(ledger, { author: 'an', nowMs: () => nowMs });
  onTestFinished(() => decisions.close());
  const reader = openTempReader(ledger);
  const rows = () => [...reader.decisions('statement')];
  const life = () => readLife(rows(), ID);
  const facts = (settlement: ContractSettlement = settlementOf()) =>
    factsOf(key, rows(), { settlement, nowMs, recordedBeforeMs: nowMs });
  const document = () => {
    const { latest } = life();
    if (!latest) throw new Error('expected a statement on record');
    return readFiled(ledger, latest);
  };
  const record = (sealed: ReturnType<typeof sealStatement>, replaces?: string) =>
    recordStatement(decisions, life(), sealed, {
      ledger,
      out: join(folder, `${sealed.document.state}-${nowMs}-${sealed.document.number}.json`),
      overwrite: false,
      ...(replaces === undefined ? {} : { replaces }),
    });
  return {
    folder,
    ledger,
    key,
    rows,
    life,
    decisions,
    document,
    record,
    wait: (ms: number) => {
      nowMs += ms;
    },
    draft: (settlement?: ContractSettlement) => record(sealStatement(buildDraft(facts(settlement)), key)),
    redraft: (settlement: ContractSettlement, why: string) => {
      const { draft: _, ...rest } = life();
      return record(sealStatement(buildDraft({ ...facts(settlement), life: rest }), key), why);
    },
    object: (objection: Partial<NewObjection> = {}) => {
      const body = buildObjection(
        life(),
        document(),
        { lines: [], outages: [], entities: [], by: 'contractor:a', why: 'mất điện', ...objection },
        nowMs,
      );
      return decisions.append(
        'statement',
        { id: ID, action: 'objected', body: { ...body, files: [] } },
        expectUnchanged(life()),
      );
    },
    issue: (settlement?: ContractSettlement, agreedBy?: string) =>
      record(
        sealStatement(
          buildIssue(facts(settlement), document(), agreedBy === undefined ? {} : { agreedBy }),
          key,
        ),
      ),
    restate: (settlement: ContractSettlement, why: string) =>
      record(sealStatement(buildRestatement(facts(settlement), document(), why), key)),
  };
}

const shorter = () =>
  settlementOf({ cameras: [{ down: [stretch('2026-11-05T08:00', '2026-11-06T20:00')] }, {}] });

describe('a statement', () => {
  test('goes from draft to issue to restatement, each sealed, filed and on the chain', async () => {
    const { draft, issue, restate, wait, ledger, document, life } = office();

    draft();
    wait(5 * DAY_MS);
    issue();
    restate(shorter(), 'yêu cầu loại trừ 7 được chấp nhận');

    const restated = document();
    expect(restated).toMatchObject({
      state: 'restated',
      number: 1,
      reason: 'yêu cầu loại trừ 7 được chấp nhận',
    });
    expect(restated.differences).toContainEqual({
      where: 'parts › 2026-11 › entities › device:cam-1 › goodMs',
      old: String(27 * DAY_MS),
      new: String(28.5 * DAY_MS),
    });
    expect(restated.differences).toContainEqual({ where: 'total', old: '45000', new: '0' });
    expect(life().steps.map(({ action }) => action)).toEqual(['drafted', 'issued', 'restated']);
    expect(await verifyLedger(ledger, { scope: 'full', attachments: 'check' })).toMatchObject({
      problemCount: 0,
    });
  });

  test('is not issued while the contractor may object, unless it agreed', () => {
    const { draft, issue, document, wait } = office();
    draft();
    wait(5 * DAY_MS - 1);

    expect(() => issue()).toThrow(
      'statement c-1:2026-11: the contractor may object until 2026-12-06T01:00:00.000Z: wait, or name with --agreed-by who of the contractor agreed',
    );
    issue(undefined, 'nguyen-van-b');

    expect(document()).toMatchObject({ state: 'issued', agreedBy: 'nguyen-van-b' });
  });

  test('is not issued with figures that nobody could object to', () => {
    const { draft, redraft, issue, wait, document } = office();
    draft();
    wait(6 * DAY_MS);

    expect(() => issue(shorter())).toThrow('figures changed since the draft (');
    redraft(shorter(), 'có thêm số liệu');

    expect(document()).toMatchObject({ state: 'draft', objectionEndsMs: AFTER_MS + 11 * DAY_MS });
  });

  test('is not restated where nothing changed', () => {
    const { draft, issue, restate, wait, life } = office();
    draft();
    wait(5 * DAY_MS);
    issue();

    expect(() => restate(settlementOf(), 'vì muốn')).toThrow(
      'statement c-1:2026-11: nothing changed since it was last sealed: there is nothing to restate',
    );
    expect(life().steps).toHaveLength(2);
  });

  test('sets disputed lines apart, and the line of a device whose outage is disputed', () => {
    const { draft, object, issue, wait, document } = office();
    draft(
      settlementOf({
        cameras: [1, 2].map(() => ({ down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] })),
      }),
    );
    object({ lines: [2] });
    wait(5 * DAY_MS);
    issue(
      settlementOf({
        cameras: [1, 2].map(() => ({ down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] })),
      }),
    );

    expect(document().money).toMatchObject({
      total: '90000',
      undisputed: '45000',
      disputed: '45000',
      disputedLines: [2],
    });
  });

  test('keeps objections when a draft is replaced', () => {
    const { draft, object, redraft, life, wait } = office();
    draft();
    object({ outages: ['change:1'] });
    wait(1);

    redraft(shorter(), 'có thêm số liệu');

    expect(life().objections).toMatchObject([{ number: 1, outages: ['change:1'], author: 'an' }]);
  });

  test.each([
    [{ by: 'agency:x' }, 'expected an objection by contractor:a, got one by agency:x'],
    [{ lines: [2] }, 'expected a line from 1 to 1, got 2'],
    [{ outages: ['change:7'] }, 'expected an outage of the draft, got change:7'],
    [{ entities: ['device:x'] }, 'expected a device or link of the draft, got device:x'],
    [{ why: ' ' }, 'expected to be told why, got nothing'],
  ])('takes no objection that is wrong: %j', (objection, message) => {
    const { draft, object, life } = office();
    draft();

    expect(() => object(objection)).toThrow(`statement c-1:2026-11: ${message}`);
    expect(life().objections).toEqual([]);
  });

  test('takes no objection that comes too late', () => {
    const { draft, object, wait } = office();
    draft();
    wait(5 * DAY_MS);

    expect(() => object()).toThrow(
      'expected an objection before 2026-12-06T01:00:00.000Z, got one at 2026-12-06T01:00:00.000Z',
    );
  });

  test('is not drafted twice, and not before its period is over', () => {
    const { draft, folder } = office();
    const key = loadStatementKey(join(folder, 'key.pem'));
    draft();

    expect(() => draft()).toThrow('is drafted already (2026-12-01T01:00:00.000Z): "--replace WHY"');
    expect(() => buildDraft(factsOf(key, [], { nowMs: settlementOf().period.toMs - 1 }))).toThrow(
      'statement c-1:2026-11: expected a period that is over, got 2026-11, which ends at 2026-11-30T17:00:00.000Z',
    );
  });

  test('is not drafted under a second name of its period', () => {
    const { key } = office();
    const period = { ...settlementOf().period, label: '2026-11-01..2026-11-30' };

    expect(() => buildDraft(factsOf(key, [], { settlement: settlementOf({ period }) }))).toThrow(
      'expected a whole month such as 2026-11, by which the contract is settled, got 2026-11-01..2026-11-30',
    );
  });

  test('is refused where somebody else took a step meanwhile, and leaves no file', () => {
    const { draft, decisions, key, rows, ledger, folder, life } = office();
    const before = life();
    const sealed = sealStatement(buildDraft(factsOf(key, rows())), key);
    draft();
    const out = join(folder, 'late.json');

    expect(() => recordStatement(decisions, before, sealed, { ledger, out, overwrite: false })).toThrow(
      'somebody else took a step meanwhile: look at it and try again',
    );
    expect(existsSync(out)).toBe(false);
  });
});

describe('verifyStatement', () => {
  const seal = () => {
    const { key, draft, rows, folder } = office();
    draft();
    const text = readFileSync(join(folder, `draft-${AFTER_MS}-0.json`), 'utf8');
    const verify = (changed: string, settlement = settlementOf()) =>
      verifyStatement({
        text: changed,
        version: '0.1.0',
        fingerprint: key.signer.fingerprint,
        ledger: { rows: rows(), settle: () => settlement },
      });
    return { text, verify };
  };

  test('finds nothing wrong with what it wrote', () => {
    const { text, verify } = seal();

    expect(verify(text)).toMatchObject({ isGood: true, differences: [], notes: [] });
    expect(verify(text).checks.map(({ outcome }) => outcome)).toEqual(Array(6).fill('good'));
  });

  test('is red after any one changed byte', () => {
    const { text, verify } = seal();
    const step = Math.ceil(text.length / 150);
    const places = Array.from({ length: Math.floor(text.length / step) }, (_, index) => index * step);

    const unseen = places.filter((place) => {
      const other = text[place] === '1' ? '2' : '1';
      return verify(text.slice(0, place) + other + text.slice(place + 1)).isGood;
    });

    expect(places.length).toBeGreaterThan(100);
    expect(unseen).toEqual([]);
  });

  test('says what differs where the ledger gives other figures or has other rows', () => {
    const { text, verify } = seal();

    const figures = verify(text, shorter());
    const rows = verify(text, settlementOf({ ledgerRows: { count: 10, digest: 'e'.repeat(64) } }));

    expect(figures.isGood).toBe(false);
    expect(figures.differences).toContainEqual({ where: 'total', old: '45000', new: '0' });
    expect(rows.checks.find(({ name }) => name === 'rows')).toMatchObject({
      outcome: 'bad',
      problems: [
        `expected 9 rows of the ledger with the digest ${'d'.repeat(64)}, got 10 rows with the digest ${'e'.repeat(64)}`,
      ],
    });
  });

  test.each([
    ['without its padding', (signature: string) => signature.replace(/=+$/, '')],
    ['with what is no base64', (signature: string) => `${signature.slice(0, 9)}~${signature.slice(9)}`],
    [
      'in the alphabet of addresses',
      (signature: string) => Buffer.from(signature, 'base64').toString('base64url'),
    ],
    ['with other bits that no byte is of', (signature: string) => signature.replace(/.==$/, nextDigit)],
    [
      'with a byte more',
      (signature: string) => Buffer.from(`${atob(signature)}x`, 'latin1').toString('base64'),
    ],
  ])('is red for a signature %s', (_, rewrite) => {
    const { text, verify } = seal();
    const { signature } = JSON.parse(text).seal;
    const rewritten = text.replace(signature, rewrite(signature));

    expect(rewritten).not.toBe(text);
    expect(verify(rewritten).checks[0]).toEqual({
      name: 'seal',
      outcome: 'bad',
      problems: ['signature: expected 64 bytes as base64, got something else'],
    });
  });

  test('stays green where only what is worth knowing is seen otherwise now, and tells of it', () => {
    const { text, verify } = seal();

    expect(verify(text, settlementOf({ warnings: [{ code: 'record-incomplete' }] }))).toMatchObject({
      isGood: true,
      notes: ['warnings: the file has [], now [{"code":"record-incomplete"}]'],
    });
  });

  test('is red for one that somebody else sealed anew with a key of his own', () => {
    const { text, verify } = seal();
    const forger = loadStatementKey(join(tempFolder(), 'key.pem'));
    const document = { ...JSON.parse(text).document, signer: forger.signer };

    const { checks } = verify(sealStatement(document, forger).text);

    expect(checks.filter(({ outcome }) => outcome === 'bad').map(({ name }) => name)).toEqual([
      'signer',
      'record',
    ]);
  });

  test('is red, and no error, where the file names what cannot be settled', () => {
    const { text, verify } = seal();
    const longer = text.replaceAll('"toMs":1796058000000', '"toMs":9796058000000');

    expect(longer).not.toBe(text);
    expect(verify(longer).checks.find(({ name }) => name === 'figures')).toMatchObject({
      outcome: 'bad',
      problems: [
        'cannot be computed again: expected the ends of 2026-11 in Asia/Ho_Chi_Minh, got 1793466000000 to 9796058000000',
      ],
    });
  });

  test('checks what it can without the ledger, and says so', () => {
    const { text } = seal();

    expect(verifyStatement({ text, version: '0.2.0' })).toMatchObject({
      isGood: true,
      verdict: 'key-and-ledger-not-checked',
      notes: [
        'made by camwatch 0.1.0, verified by camwatch 0.2.0',
        'checked without the ledger: whether its figures are right was not looked at',
      ],
    });
  });
});

/** The last digit before the padding carries two bits: the other four are read and left. */
function nextDigit(end: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return `${digits[digits.indexOf(end.charAt(0)) + 1]}==`;
}

describe('loadStatementKey', () => {
  test('makes a key that only its owner may read, and reads it again', () => {
    const path = join(tempFolder(), 'keys', 'statement.pem');

    const made = loadStatementKey(path);
    const read = loadStatementKey(path);

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect([made.isNew, read.isNew]).toEqual([true, false]);
    expect(read.signer).toEqual(made.signer);
    expect(made.signer.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test('refuses a key that others may read, and what is no key', () => {
    const path = join(tempFolder(), 'statement.pem');
    loadStatementKey(path);
    chmodSync(path, 0o644);
    const other = join(tempFolder(), 'other.pem');
    writeFileSync(other, 'x', { mode: 0o600 });

    const expected = 'expected an Ed25519 key (PKCS#8 in PEM) that only its owner may read, got';
    expect(() => loadStatementKey(path)).toThrow(`${path}: ${expected} one with the mode 644`);
    expect(() => loadStatementKey(other)).toThrow(`${other}: ${expected} something else`);
  });
});
