import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import { readIssuedRules } from '#contracts/settle/issued-rules.ts';
import { readFiled } from '#contracts/statements/record-statement.ts';
import { verifyStatement } from '#contracts/verification/verify-statement.ts';
import { device } from '#test/support/inventory.ts';
import {
  at,
  contract,
  DAY_MS,
  down,
  inventory,
  MONTH,
  TIME_ZONE,
  watched,
} from '#test/support/settled-city.ts';
import { AFTER_MS } from '#test/support/settlement.ts';
import { contractRevision, type Recorded, writeLedger } from '#test/support/settlement-ledger.ts';
import { statementLedger } from '#test/support/statement-ledger.ts';
import { openTempReader } from '#test/support/temp-ledger.ts';

const OBJECTION_DAYS = 6;
const by = (terms: Readonly<Record<string, unknown>>) =>
  contract({ id: 'c-1', contractor: 'a', terms: { indicator: 'reach', ...terms } });
/** Terms that hold from an instant on, put on record at another. */
const amended = (from: string, terms: Readonly<Record<string, unknown>>, recordedMs: number): Recorded => ({
  recordedMs,
  revisions: [contractRevision(at(from), by(terms))],
});

/** A camera that was down for an hour in November, under a contract with these terms, and its statements. */
function office(terms: Readonly<Record<string, unknown>>, ...more: readonly Recorded[]) {
  const statements = statementLedger();
  const { ledger } = statements;
  const camera = device({ id: 'cam', contracts: ['c-1'] });
  const recorded = (...rows: readonly Recorded[]) => writeLedger(rows, ledger);
  recorded(
    inventory({ contracts: [by(terms)], devices: [camera], links: [] }),
    ...more,
    watched(['device:cam']),
    down('device:cam', at('11-05T08:00'), at('11-05T09:00')),
  );
  const reader = openTempReader(ledger);
  const settle = (given: { readonly asOfMs: number; readonly recordedBeforeMs: number }) =>
    settleOnRecord(
      reader,
      { contractId: 'c-1', period: MONTH, timeZone: TIME_ZONE, ...given },
      { readFiled: (filed) => readFiled(ledger, filed) },
    );
  let nowMs = AFTER_MS;
  const now = () => settle({ asOfMs: AFTER_MS, recordedBeforeMs: nowMs });
  const wait = (days: number) => {
    statements.wait(days * DAY_MS);
    nowMs += days * DAY_MS;
  };
  return {
    draft: () => statements.draft(now()),
    issue: () => {
      statements.draft(now());
      wait(OBJECTION_DAYS);
      statements.issue(now());
      wait(1);
    },
    /** Another outage, and what else was learnt of late. */
    restateAfter: (...learnt: readonly Recorded[]) => {
      recorded(down('device:cam', at('11-07T08:00'), at('11-07T10:00'), nowMs - 1), ...learnt);
      statements.restate(now(), 'a late change');
    },
    /** By what each part of the last statement was settled, by its length in days. */
    rules: () =>
      statements
        .document()
        .figures.parts.map(({ fromMs, toMs, terms: { rules } }) => [(toMs - fromMs) / DAY_MS, rules]),
    /** By what time was settled of which statements were issued, as far as it is asked about. */
    issuedRules: (fromMs: number, toMs: number) =>
      readIssuedRules(reader, { contractId: 'c-1', period: { fromMs, toMs }, timeZone: TIME_ZONE }),
    row: () => statements.life().latest?.rules,
    problems: () => {
      const [file] = statements.life().latest?.files ?? [];
      const { checks } = verifyStatement({
        text: readFileSync(`${ledger}.files/${file?.sha256}`, 'utf8'),
        version: '0.1.0',
        ledger: { rows: statements.rows(), settle, changedRows: reader.changedRows, problems: [] },
      });
      return checks.flatMap(({ problems }) => problems);
    },
  };
}

const EARLY = at('10-15T00:00');
const LATE = AFTER_MS + OBJECTION_DAYS * DAY_MS + 1;

describe('the version of the rules', () => {
  test('is 1 where nothing says otherwise, and nothing is sealed of it', () => {
    const { draft, rules, row } = office({});

    draft();

    expect(rules()).toEqual([[30, undefined]]);
    expect(row()).toBeUndefined();
  });

  test('is a term: an amendment to it splits the period, and the row of the statement says so', () => {
    const { draft, rules, row, problems } = office({}, amended('11-11T00:00', { rules: 2 }, EARLY));

    draft();

    expect(rules()).toEqual([
      [10, undefined],
      [20, 2],
    ]);
    expect(row()).toEqual([
      { fromMs: at('11-01T00:00'), toMs: at('11-11T00:00'), rules: 1 },
      { fromMs: at('11-11T00:00'), toMs: at('12-01T00:00'), rules: 2 },
    ]);
    expect(problems()).toEqual([]);
  });
});

describe('a restatement', () => {
  test('stays at version 1 that was issued, though the contract was amended for the time meanwhile', () => {
    const { issue, restateAfter, rules, row, problems } = office({});
    issue();

    restateAfter(amended('11-01T00:00', { rules: 2 }, LATE));

    expect(rules()).toEqual([[30, undefined]]);
    expect(row()).toBeUndefined();
    expect(problems()).toEqual([]);
  });

  test('stays at version 2 that was issued, though the contract went back meanwhile', () => {
    const { issue, restateAfter, rules, problems } = office({ rules: 2 });
    issue();

    restateAfter(amended('11-01T00:00', {}, LATE));

    expect(rules()).toEqual([[30, 2]]);
    expect(problems()).toEqual([]);
  });

  test('keeps the version of each instant, also where terms change at others', () => {
    const { issue, restateAfter, rules, problems } = office({}, amended('11-11T00:00', { rules: 2 }, EARLY));
    issue();

    restateAfter(amended('11-06T00:00', { rules: 2, unknown: 'down' }, LATE));

    expect(rules()).toEqual([
      [5, undefined],
      [5, undefined],
      [20, 2],
    ]);
    expect(problems()).toEqual([]);
  });

  test('of a restatement goes by what was issued first', () => {
    const { issue, restateAfter, rules } = office({});
    issue();
    restateAfter(amended('11-01T00:00', { rules: 2 }, LATE));

    restateAfter(down('device:cam', at('11-09T08:00'), at('11-09T09:00'), LATE));

    expect(rules()).toEqual([[30, undefined]]);
  });
});

test('what was issued says the version within the period that is asked about, and not before or after it', () => {
  const { issue, issuedRules } = office({});
  issue();

  expect(issuedRules(at('11-30T20:00'), at('12-31T20:00'))).toEqual([
    { fromMs: at('11-30T20:00'), toMs: at('12-01T00:00'), rules: 1 },
  ]);
  expect(issuedRules(at('12-01T00:00'), at('12-31T20:00'))).toEqual([]);
});
