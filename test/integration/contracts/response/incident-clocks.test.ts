import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import type { IncidentRow } from '#contracts/response/incident-schema.ts';
import type { ContractSettlement } from '#contracts/settle/contract-settlement.ts';
import { buildDraft } from '#contracts/statements/build-statement.ts';
import { buildFigures } from '#contracts/statements/statement-figures.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { readLife } from '#contracts/statements/statement-register.ts';
import { sealStatement } from '#contracts/statements/statement-seal.ts';
import { verifyStatement } from '#contracts/verification/verify-statement.ts';
import { tellIncidents } from '#test/support/incident-ledger.ts';
import {
  acknowledged,
  byContractor,
  changed,
  opened,
  recordedAt,
  reopened,
  resolved,
  type ToldStep,
} from '#test/support/incident-steps.ts';
import {
  at,
  CAMERAS,
  camerasWith,
  contract,
  HOUR_MS,
  inventory,
  LINES,
  MONTH,
  period,
  TIME_ZONE,
  watched,
} from '#test/support/settled-city.ts';
import { contractRevision, type Recorded, writeLedger } from '#test/support/settlement-ledger.ts';
import { openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

const MINUTE_MS = 60_000;
const TERMS = { response: '30m', restoration: { minor: '24h', critical: '2h' } };
const AS_OF = at('12-05T00:00');

interface Told {
  readonly terms?: Readonly<Record<string, unknown>>;
  readonly steps: readonly ToldStep[];
  readonly besides?: readonly Recorded[];
}

function city({ terms = TERMS, steps, besides = [] }: Told): string {
  const path = writeLedger([inventory({ contracts: [camerasWith(terms), LINES] }), watched(), ...besides]);
  tellIncidents(path, steps);
  return path;
}

function settleCity(
  path: string,
  { label = '2026-11', contractId = 'cameras', asOfMs = AS_OF, recordedBeforeMs = AS_OF } = {},
): ContractSettlement {
  return settleOnRecord(
    openTempReader(path),
    { contractId, period: period(label), asOfMs, recordedBeforeMs, timeZone: TIME_ZONE },
    {
      readFiled: () => {
        throw new Error('expected no statement to be read');
      },
    },
  );
}

const rowOf = ({ incidents }: ContractSettlement, id = 'i-1'): IncidentRow => {
  const row = incidents?.rows.find(({ incident }) => incident === id);
  if (!row) throw new Error(`expected the incident ${id}`);
  return row;
};

const ANSWERED: readonly ToldStep[] = [
  opened('i-1', at('11-10T08:00'), { severity: 'critical' }),
  acknowledged('i-1', at('11-10T08:05'), { kind: 'operator' }),
  acknowledged('i-1', at('11-10T08:40'), byContractor()),
  recordedAt(resolved('i-1', at('11-10T09:30')), at('11-10T09:40')),
];

describe('the clocks of an incident', () => {
  test('begin when it was put on record; only the contractor answers it; it is over when it was', () => {
    const settlement = settleCity(city({ steps: ANSWERED }));

    expect(settlement.incidents).toMatchObject({
      opened: 1,
      response: { kept: 0, missed: 1, open: 0, passedOn: 0 },
      restoration: { kept: 1, missed: 0, open: 0, passedOn: 0 },
    });
    expect(rowOf(settlement)).toMatchObject({
      contractor: 'a',
      severity: 'critical',
      acknowledged: { atMs: at('11-10T08:05'), party: 'operator' },
      answeredMs: at('11-10T08:40'),
      restoredMs: at('11-10T09:30'),
      response: {
        limitMs: 30 * MINUTE_MS,
        tookMs: 40 * MINUTE_MS,
        dueMs: at('11-10T08:30'),
        outcome: 'missed',
      },
      restoration: { limitMs: 2 * HOUR_MS, tookMs: 90 * MINUTE_MS, outcome: 'kept' },
    });
    expect(settlement.parts[0]?.figures.checks.find(({ target }) => target === 'response')).toEqual({
      target: 'response',
      outcome: 'missed',
      breaches: [{ ref: 'incident:i-1', working: '2400000 ms > 1800000 ms' }],
      notMeasured: [],
    });
  });

  test('go within the hours of service', () => {
    const terms = { ...TERMS, service_hours: { 'mon-fri': '08:00-17:00' }, restoration: { minor: '3h' } };
    // The 13th is a Friday.
    const steps = [
      opened('i-1', at('11-13T16:50')),
      acknowledged('i-1', at('11-16T08:15'), byContractor()),
      resolved('i-1', at('11-16T10:00')),
    ];

    const row = rowOf(settleCity(city({ terms, steps })));

    expect(row.response).toMatchObject({
      running: [
        { fromMs: at('11-13T16:50'), toMs: at('11-13T17:00') },
        { fromMs: at('11-16T08:00'), toMs: at('11-16T08:15') },
      ],
      tookMs: 25 * MINUTE_MS,
      outcome: 'kept',
    });
    expect(row.restoration).toMatchObject({ tookMs: 130 * MINUTE_MS, outcome: 'kept' });
  });

  test('stand still in planned work that the terms grant, and not in other', () => {
    const work = (id: string, from: string, to: string, announced: string): ToldStep & { id: string } => ({
      id,
      action: 'add',
      atMs: at(announced),
      body: {
        ...{ fromMs: at(from), toMs: at(to), entities: ['device:cam'], selector: '--device cam' },
        ...{ announcedMs: at(announced), by: 'contractor:a', reason: 'ống kính mới', files: [] },
      },
    });
    const terms = { ...TERMS, excused: ['planned-work'], planned_work: { notice: '24h' } };
    const path = city({
      terms,
      steps: [opened('i-1', at('11-10T08:00')), resolved('i-1', at('11-10T12:00'))],
    });
    tellIncidents(
      path,
      [
        work('1', '11-10T08:00', '11-10T10:00', '11-01T00:00'),
        work('2', '11-10T10:00', '11-10T11:00', '11-10T00:00'),
      ],
      'maintenance',
    );

    expect(rowOf(settleCity(path))).toMatchObject({
      response: { tookMs: 2 * HOUR_MS, dueMs: at('11-10T10:30') },
      restoration: { tookMs: 2 * HOUR_MS },
    });
  });

  test('go on when it is opened again, and within what it was merged into, where it is judged', () => {
    const steps = [
      opened('i-1', at('11-10T08:00'), { severity: 'critical' }),
      resolved('i-1', at('11-10T09:00')),
      reopened('i-1', at('11-10T10:00')),
      opened('i-2', at('11-10T10:00'), {
        severity: 'critical',
        root: { kind: 'entity', entity: 'device:sw' },
      }),
      resolved('i-1', at('11-10T10:30'), 'i-2'),
      acknowledged('i-2', at('11-10T10:40'), byContractor()),
      resolved('i-2', at('11-10T13:00')),
    ];

    const settlement = settleCity(city({ steps }));

    expect(rowOf(settlement)).toMatchObject({
      mergedInto: 'i-2',
      restoration: { tookMs: 4 * HOUR_MS, outcome: 'passed-on' },
      response: { tookMs: 100 * MINUTE_MS, outcome: 'missed', dueMs: at('11-10T08:30') },
    });
    expect(rowOf(settlement, 'i-2')).toMatchObject({
      restoration: { tookMs: 3 * HOUR_MS, outcome: 'missed' },
      response: { tookMs: 40 * MINUTE_MS, outcome: 'missed' },
    });
    expect(settlement.incidents).toMatchObject({ restoration: { missed: 1, passedOn: 1 } });
  });

  test('are those of the contractor and terms in force when the contract was told', () => {
    const taken = contract({ ...CAMERAS, contractor: 'b', terms: { indicator: 'reach', response: '4h' } });
    const steps = [
      opened('i-1', at('11-14T23:50')),
      acknowledged('i-1', at('11-15T00:05'), byContractor('b')),
      acknowledged('i-1', at('11-15T01:00'), byContractor('a')),
      opened('i-2', at('11-15T08:00')),
      acknowledged('i-2', at('11-15T08:10'), byContractor('a')),
      acknowledged('i-2', at('11-15T11:00'), byContractor('b')),
    ];
    const handover: Recorded = {
      recordedMs: at('11-15T00:00'),
      revisions: [contractRevision(at('11-15T00:00'), taken)],
    };

    const settlement = settleCity(city({ steps, besides: [handover] }));

    expect(rowOf(settlement, 'i-1')).toMatchObject({
      contractor: 'a',
      response: { limitMs: 30 * MINUTE_MS, tookMs: 70 * MINUTE_MS, outcome: 'missed' },
    });
    expect(rowOf(settlement, 'i-2')).toMatchObject({
      contractor: 'b',
      response: { limitMs: 4 * HOUR_MS, tookMs: 3 * HOUR_MS, outcome: 'kept' },
    });
    // What the first contractor missed when the second had taken over is not held against the second.
    const checks = settlement.parts.map(({ figures }) => figures.checks.map(({ outcome }) => outcome));
    expect(checks.map((outcomes) => outcomes.at(-1))).toEqual(['met', 'met']);
  });

  test('of a contract are nothing to another', () => {
    const steps = [
      opened('i-1', at('11-10T08:00'), { contracts: ['lines'] }),
      changed('i-1', at('11-10T09:00')),
    ];

    expect(rowOf(settleCity(city({ steps }))).openedMs).toBe(at('11-10T09:00'));
    expect(rowOf(settleCity(city({ steps }), { contractId: 'lines' }))).toMatchObject({
      openedMs: at('11-10T08:00'),
      response: { tookMs: HOUR_MS, outcome: 'no-limit' },
    });
  });

  test('are decided in one month, and shown in each', () => {
    const steps = [
      opened('i-1', at('10-31T23:50'), { severity: 'critical' }),
      acknowledged('i-1', at('11-01T00:30'), byContractor()),
      resolved('i-1', at('11-01T03:00')),
    ];
    const path = city({ steps });

    expect(settleCity(path, { label: '2026-10' }).incidents).toMatchObject({
      opened: 1,
      response: { open: 1, missed: 0 },
      restoration: { open: 1, missed: 0 },
    });
    expect(settleCity(path).incidents).toMatchObject({
      opened: 0,
      response: { open: 0, missed: 1 },
      restoration: { open: 0, missed: 1 },
    });
    expect(settleCity(path, { label: '2026-12' }).incidents).toMatchObject({ opened: 0, rows: [] });
  });

  test('are none, and figures what they were, before anybody kept incidents', () => {
    const path = city({ steps: [] });
    const without = settleCity(path, { label: '2026-10' });
    tellIncidents(path, [opened('i-1', at('11-10T08:00'))]);

    const settlement = settleCity(path, { label: '2026-10' });

    expect(settlement.incidents).toBeUndefined();
    expect(settlement.ledgerRows).toEqual(without.ledgerRows);
    expect(settlement.parts[0]?.figures.checks).toEqual(without.parts[0]?.figures.checks);
  });
});

describe('money for late answers', () => {
  const terms = {
    ...TERMS,
    penalties: {
      per: 'incident and started hour beyond the response time',
      amount: '200000 VND',
      legal_basis: 'điều 7',
    },
  };
  const linesOf = ({ parts }: ContractSettlement) => parts.flatMap(({ figures }) => figures.money.lines);

  test('is for each hour begun beyond the limit', () => {
    expect(linesOf(settleCity(city({ terms, steps: ANSWERED })))).toEqual([
      {
        rule: 'penalties',
        type: 'penalty',
        legalBasis: 'điều 7',
        ref: 'incident:i-1',
        inputs: {
          tookMs: 2_400_000,
          limitMs: 1_800_000,
          severity: 'critical',
          overMs: 600_000,
          overBeforeMs: 0,
          startedHours: 1,
          vnd: 200_000n,
        },
        arithmetic:
          'incident:i-1: 2400000 ms until it was answered − 1800000 ms (critical) = 600000 ms over; 1 started hours; 1 × 200000 VND; 200000 VND',
        amount: 200_000n,
        payable: 200_000n,
      },
    ]);
  });

  test('goes on in the next month, where an hour that began in the one before is not paid twice', () => {
    // Late from 23:40 on: two hours are begun before 1:20, the first of them in October.
    const steps = [opened('i-1', at('10-31T23:10')), acknowledged('i-1', at('11-01T01:20'), byContractor())];
    const path = city({ terms, steps });

    const hours = (label: string) =>
      linesOf(settleCity(path, { label })).map(({ inputs }) => inputs.startedHours);

    expect([hours('2026-10'), hours('2026-11'), hours('2026-12')]).toEqual([[1], [1], []]);
  });

  test("is not the next contractor's", () => {
    const handover: Recorded = {
      recordedMs: at('11-15T00:00'),
      revisions: [
        contractRevision(
          at('11-15T00:00'),
          contract({ ...CAMERAS, contractor: 'b', terms: { indicator: 'reach', ...terms } }),
        ),
      ],
    };
    const path = city({ terms, steps: [opened('i-1', at('11-14T22:00'))], besides: [handover] });

    const { parts } = settleCity(path);

    expect(parts.map(({ figures }) => figures.money.lines.map(({ inputs }) => inputs.startedHours))).toEqual([
      [2],
      [],
    ]);
  });

  test('is nothing where the terms have none', () => {
    expect(linesOf(settleCity(city({ steps: ANSWERED })))).toEqual([]);
  });
});

describe('a statement with incidents', () => {
  function draft(path: string) {
    const settlement = settleCity(path);
    const key = loadStatementKey(join(tempFolder(), 'key.pem'));
    const document = buildDraft({
      settlement,
      named: {},
      nowMs: AS_OF,
      recordedBeforeMs: AS_OF,
      version: '0.1.0',
      signer: key.signer,
      life: readLife([], 'cameras:2026-11'),
    });
    return { document, key, sealed: sealStatement(document, key) };
  }
  const verify = (path: string, text: string) =>
    verifyStatement({
      text,
      version: '0.1.0',
      ledger: {
        rows: [],
        settle: ({ asOfMs, recordedBeforeMs }) => settleCity(path, { asOfMs, recordedBeforeMs }),
        changedRows: openTempReader(path).changedRows,
        problems: [],
      },
    });
  const outcomes = ({ checks }: ReturnType<typeof verifyStatement>) =>
    Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]));

  test('is verified against the ledger, also after more was recorded', () => {
    const path = city({ steps: [...ANSWERED, opened('i-2', at('11-30T23:00'))] });
    const { sealed, document } = draft(path);
    tellIncidents(path, [acknowledged('i-2', AS_OF + 1, byContractor()), resolved('i-2', AS_OF + 2)]);

    const verification = verify(path, sealed.text);

    expect(document.figures.incidents?.rows).toHaveLength(2);
    expect(outcomes(verification)).toMatchObject({
      seal: 'good',
      rows: 'good',
      figures: 'good',
      money: 'good',
    });
    expect(outcomes(verifyStatement({ text: sealed.text, version: '0.1.0' }))).toMatchObject({
      seal: 'good',
      money: 'good',
    });
  });

  test('is issued with the figures of its draft, whatever happened since', () => {
    const path = city({ steps: [...ANSWERED, opened('i-2', at('11-30T23:00'))] });
    const before = draft(path).document.figures;
    tellIncidents(path, [acknowledged('i-2', AS_OF + 1, byContractor()), resolved('i-2', AS_OF + 2)]);

    const later = settleCity(path, { recordedBeforeMs: AS_OF + HOUR_MS });

    expect(buildFigures(later)).toEqual(before);
  });

  test('rests on the rows of its incidents, and is red where they tell another story', () => {
    const path = city({ steps: ANSWERED });
    const { sealed } = draft(path);
    const other = city({
      steps: ANSWERED.map((step) =>
        step.body !== null && typeof step.body === 'object' && 'party' in step.body
          ? acknowledged('i-1', at('11-10T08:20'), byContractor())
          : step,
      ),
    });

    const verification = verify(other, sealed.text);

    expect(outcomes(verification)).toMatchObject({ seal: 'good', rows: 'bad', figures: 'bad' });
    expect(verification.differences.map(({ where }) => where)).toContain(
      'incidents › rows › i-1 › response › outcome',
    );
  });

  test.each([
    [
      'a clock that was shortened',
      (row: IncidentRow) => ({ ...row, response: { ...row.response, tookMs: 1 } }),
    ],
    [
      'an outcome that does not follow',
      (row: IncidentRow) => ({ ...row, response: { ...row.response, outcome: 'kept' as const } }),
    ],
    [
      'time in which it was not open',
      (row: IncidentRow) => ({
        ...row,
        restoration: { ...row.restoration, running: [{ fromMs: MONTH.fromMs, toMs: MONTH.toMs }] },
      }),
    ],
    ['another answer', (row: IncidentRow) => ({ ...row, answeredMs: row.openedMs })],
    ['no rows', (row: IncidentRow) => ({ ...row, steps: [] })],
  ])('offline shows %s', (_, forge) => {
    const { document, key } = draft(city({ steps: ANSWERED }));
    const { incidents } = document.figures;
    if (!incidents) throw new Error('expected incidents');
    const rows = incidents.rows.map(forge);
    const forged = { ...document, figures: { ...document.figures, incidents: { ...incidents, rows } } };

    const verification = verifyStatement({ text: sealStatement(forged, key).text, version: '0.1.0' });

    expect(outcomes(verification)).toMatchObject({ seal: 'good', money: 'bad' });
  });

  test('offline shows totals that do not follow, and an incident that is there twice', () => {
    const { document, key } = draft(city({ steps: ANSWERED }));
    const { incidents } = document.figures;
    if (!incidents) throw new Error('expected incidents');
    const problems = (forged: typeof incidents) =>
      verifyStatement({
        text: sealStatement({ ...document, figures: { ...document.figures, incidents: forged } }, key).text,
        version: '0.1.0',
      }).checks.find(({ name }) => name === 'money')?.problems;

    expect(problems({ ...incidents, opened: 2 })).toEqual([
      'incidents: opened: expected 1 from what else it says, got 2',
    ]);
    expect(problems({ ...incidents, rows: [...incidents.rows, ...incidents.rows] })?.[0]).toBe(
      'incidents: expected each once, got one of them twice',
    );
  });
});
