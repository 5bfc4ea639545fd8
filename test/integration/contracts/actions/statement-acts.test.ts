import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { agreeToDraft } from '#contracts/actions/statements/agree-to-draft.ts';
import { draftStatements } from '#contracts/actions/statements/draft-statement.ts';
import { issueStatement } from '#contracts/actions/statements/issue-statement.ts';
import { objectToDraft } from '#contracts/actions/statements/object-to-draft.ts';
import { restateStatement } from '#contracts/actions/statements/restate-statement.ts';
import type { SealAct } from '#contracts/actions/statements/seal-and-file.ts';
import { statementContext } from '#contracts/actions/statements/statement-context.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { makeFolder } from '#ledger/files/make-folder.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { statementOffice } from '#test/support/statement-office.ts';
import { openTempReader } from '#test/support/temp-ledger.ts';

const WHICH = { contract: 'cameras', period: '2025-09' } as const;

/** Two desks on one ledger of statements: each act sees the record as it stands at its own instant, as each request of a page does. */
function createDesks() {
  const { ledger, file, learnLate } = statementOffice();
  const reader = openTempReader(ledger);
  const folder = file('keys');
  makeFolder(folder);
  const statements = (nowMs = Date.now()) =>
    statementContext(
      { store: recordStore(ledger), reader, timeZone: 'Asia/Ho_Chi_Minh' },
      { contract: 'cameras', nowMs },
    );
  let written = 0;
  const agency = (more: Partial<SealAct> = {}): SealAct => ({
    statements: statements(),
    author: 'chi',
    key: async () => loadStatementKey(join(folder, 'key.pem')),
    out: () => {
      written += 1;
      return file(`statement-${written}.json`);
    },
    ...more,
  });
  const contractor = (by = 'a', nowMs = Date.now()) => ({
    ...{ statements: statements(nowMs), author: 'an', by },
    files: [{ name: 'log.txt', content: Buffer.from('our log') }],
  });
  return { agency, contractor, learnLate };
}

const codeOf = async (act: () => unknown): Promise<unknown> => {
  try {
    await act();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return 'done';
};

const touched: string[] = [];
beforeEach(() => {
  touched.length = 0;
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      touched.push(`${stream}: ${text}`);
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a statement, by two desks that share a record', () => {
  test('is drafted, objected to with a paper that a browser sent, issued as agreed, restated; no console is touched', async () => {
    const { agency, contractor, learnLate } = createDesks();

    const [draft] = await draftStatements(agency(), WHICH);
    expect(draft).toMatchObject({ id: 'cameras:2025-09', state: 'draft', number: 0 });
    const objected = objectToDraft(contractor(), { ...WHICH, line: [1], why: 'mất điện' });
    expect(objected).toMatchObject({
      ...{ id: 'cameras:2025-09', number: 1 },
      objection: { by: 'contractor:a', lines: ['deductions · device:cam-1'], why: 'mất điện' },
      files: [{ name: 'log.txt', sizeBytes: 7 }],
    });
    const paper = { name: 'agreed.pdf', content: Buffer.from('a agrees') };
    const issued = await issueStatement(agency({ files: [paper] }), { ...WHICH, agreedBy: 'a' });
    expect(issued).toMatchObject({ state: 'issued', money: { disputed: '45000' } });
    learnLate();
    const restated = await restateStatement(agency(), { ...WHICH, reason: 'Readings came late' });
    expect(restated).toMatchObject({ state: 'restated', number: 1 });
    expect(restated.differences).not.toEqual([]);
    expect(touched).toEqual([]);
  });

  test('is agreed to by its contractor: the draft that it looked at, once, and issued at once with that agreement', async () => {
    const { agency, contractor } = createDesks();
    const agree = (hash: string, by = 'a') => agreeToDraft(contractor(by), { ...WHICH, hash });
    const code = (hash: string, by?: string) => codeOf(() => agree(hash, by));
    const draft = async (more = {}) => {
      const [drafted] = await draftStatements(agency(), { ...WHICH, ...more });
      return drafted && 'sha256' in drafted ? drafted.sha256 : '';
    };

    expect(await code('0'.repeat(64))).toBe('STATEMENT_UNKNOWN');
    const first = await draft();
    expect(await code('a line')).toBe('INPUT_INVALID');
    expect(await code(first, 'b')).toBe('STATEMENT_REFUSED');
    objectToDraft(contractor(), { ...WHICH, line: [1], why: 'mất điện' });
    expect(agree(first.slice(0, 12))).toMatchObject({
      id: 'cameras:2025-09',
      signOff: { author: 'an', by: 'contractor:a', of: first },
    });
    expect(() => agree(first)).toThrow(/^statement cameras:2025-09: is agreed to already \(\S+ by an\)$/);
    expect(() => objectToDraft(contractor(), { ...WHICH, line: [1], why: 'và bão' })).toThrow(
      /the contractor agreed to the draft at \S+ \(an\), which ended its time to object$/,
    );

    const second = await draft({ replace: 'Số liệu đến muộn' });
    expect(await codeOf(() => issueStatement(agency(), WHICH))).toBe('STATEMENT_REFUSED');
    expect(() => agree(first)).toThrow(
      `statement cameras:2025-09: another draft stands now, with the hash ${second}, got ${first}: look at it before you agree`,
    );
    const { signOff } = agree(second);
    const issued = await issueStatement(agency(), WHICH);
    expect(issued).toMatchObject({ state: 'issued', money: { disputed: '45000' } });
    const { document } = JSON.parse(readFileSync(issued.file, 'utf8'));
    expect(document).toMatchObject({ agreedBy: 'contractor:a', agreement: [], signOff });
    expect(() => agree(second)).toThrow('is issued already: there is no draft left to agree to');
  });

  test('each fault has a code: nothing drafted, wrong party, late, unknown, early, twice, a line that is not', async () => {
    const { agency, contractor } = createDesks();
    const object = (by?: string, nowMs?: number, line = 1) =>
      codeOf(() => objectToDraft(contractor(by, nowMs), { ...WHICH, line: [line], why: 'mất điện' }));

    expect(await object()).toBe('STATEMENT_UNKNOWN');
    expect(await codeOf(() => issueStatement(agency(), WHICH))).toBe('STATEMENT_UNKNOWN');
    expect(await codeOf(() => draftStatements(agency(), { ...WHICH, contract: 'camera' }))).toBe(
      'STATEMENT_UNKNOWN',
    );
    expect(await codeOf(() => draftStatements(agency(), { ...WHICH, period: 'May' }))).toBe(
      'STATEMENT_UNKNOWN',
    );
    expect(await codeOf(() => draftStatements(agency(), { ...WHICH, replace: 'x' }))).toBe('INPUT_INVALID');
    expect(await codeOf(() => draftStatements(agency(), { ...WHICH, period: '2999' }))).toBe(
      'STATEMENT_REFUSED',
    );

    expect(await codeOf(() => draftStatements(agency(), WHICH))).toBe('done');
    expect(await codeOf(() => draftStatements(agency(), WHICH))).toBe('STATEMENT_REFUSED');
    expect(await object('b')).toBe('STATEMENT_REFUSED');
    expect(await object('a', Date.now() + 6 * 86_400_000)).toBe('STATEMENT_REFUSED');
    expect(await object('a', Date.now(), 99)).toBe('STATEMENT_REFUSED');
    expect(await object('a', Date.now(), 0)).toBe('INPUT_INVALID');
    expect(await codeOf(() => issueStatement(agency(), WHICH))).toBe('STATEMENT_REFUSED');
    expect(await codeOf(() => issueStatement(agency(), { ...WHICH, agreedBy: 'b' }))).toBe(
      'STATEMENT_REFUSED',
    );
    expect(await codeOf(() => restateStatement(agency(), { ...WHICH, reason: 'Too early' }))).toBe(
      'STATEMENT_REFUSED',
    );
  });

  test('of all contracts what can be drafted is, and of each other it is said why not, in both languages', async () => {
    const { agency } = createDesks();
    await draftStatements(agency(), WHICH);
    const told: string[] = [];

    const all = { statements: statementsOfAll(agency()) };
    const outcomes = await draftStatements(
      agency(all),
      { contract: 'all', period: '2025-09' },
      (done, total) => {
        told.push(`${done} of ${total}`);
      },
    );

    expect(outcomes).toMatchObject([
      {
        id: 'cameras:2025-09',
        refused: { en: expect.stringContaining('drafted already'), vi: expect.stringContaining('dự thảo') },
      },
      { id: 'lines:2025-09', state: 'draft' },
    ]);
    expect(told).toEqual(['0 of 2', '1 of 2']);
  });
});

const statementsOfAll = ({ statements: { store, reader, timeZone } }: SealAct) =>
  statementContext({ store, reader, timeZone }, {});
