import { describe, expect, it } from 'vitest';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { measureLedger, there } from '../../../../support/measured-figures.ts';
import { statementOffice } from '../../../../support/statement-office.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A busy machine starts them one after the other. */
const THREE_COMMANDS_MS = 60_000;

/** Two cameras in September 2025: one broke for two days, both were cut off for an hour by a line of another contract. */
async function office() {
  const desk = statementOffice();
  await desk.seal('draft', 'draft.json');
  return desk;
}

/** As of now: statements are sealed by the clock. */
const measureSeptember = (ledger: string) =>
  measureLedger(ledger, {
    fromDate: '2025-09-01',
    toDate: '2025-10-01',
    recordedBeforeMs: Date.now() + 60_000,
  }).figures;

/** Rows that say something, in hours of up, down, others'. */
function rowsOf(figures: ReturnType<typeof measureSeptember>) {
  const { rows, annual, difference } = there(figures.reconciliation);
  const inHours = ({ upMs, downMs, othersMs }: (typeof rows)[number]['sums']) =>
    [upMs, downMs, othersMs].map((ms) => ms / HOUR_MS);
  return {
    rows: rows
      .filter(({ entities }) => entities > 0)
      .map(({ id, entities, sums }) => [id, entities, ...inHours(sums)]),
    annual: inHours(annual),
    off: Object.values(difference).filter((ms) => ms !== 0),
  };
}

const UP_HOURS = (2 * 30 * DAY_MS) / HOUR_MS;

describe('statements against what was measured', () => {
  it('leads a draft back to what was measured', async () => {
    const { ledger } = await office();
    const figures = measureSeptember(ledger);
    expect(rowsOf(figures)).toEqual({
      rows: [
        ['drafts', 2, UP_HOURS - 50, 48, 2],
        ['others-as-measured', 2, 0, 2, -2],
      ],
      annual: [UP_HOURS - 50, 50, 0],
      off: [],
    });
    const [contract] = there(figures.contracts).rows;
    expect(contract).toMatchObject({
      id: 'cameras',
      issued: 0,
      drafts: 1,
      none: 0,
      targetPpm: 990_000,
      entities: 2,
      money: { total: '0' },
      draftMoney: { byType: { deduction: '45000', penalty: '0', damages: '0' }, total: '45000' },
    });
    const goodMs = (UP_HOURS - 50) * HOUR_MS;
    expect(contract?.periods).toMatchObject([
      {
        id: '2025-09',
        state: 'draft',
        extent: 'whole',
        goodMs,
        countedMs: goodMs + 2 * DAY_MS,
        targets: [
          { id: 'availability', outcome: 'missed' },
          { id: 'restoration', outcome: 'missed' },
        ],
      },
    ]);
  });

  it('tells what came to be known after a statement was issued', async () => {
    const desk = await office();
    await desk.seal('issue', 'issued.json', ...desk.agreed());
    desk.learnLate();
    expect(rowsOf(measureSeptember(desk.ledger))).toEqual({
      rows: [
        ['statements', 2, UP_HOURS - 50, 48, 2],
        ['others-as-measured', 2, 0, 2, -2],
        ['recorded-since', 2, -24, 24, 0],
      ],
      annual: [UP_HOURS - 74, 74, 0],
      off: [],
    });
  });

  it(
    'tells what a restatement changed',
    async () => {
      const desk = await office();
      await desk.seal('issue', 'issued.json', ...desk.agreed());
      desk.learnLate();
      await desk.seal('restate', 'restated.json', '--reason', 'late data');
      const figures = measureSeptember(desk.ledger);
      expect(rowsOf(figures)).toEqual({
        rows: [
          ['statements', 2, UP_HOURS - 50, 48, 2],
          ['restatements', 2, -24, 24, 0],
          ['others-as-measured', 2, 0, 2, -2],
        ],
        annual: [UP_HOURS - 74, 74, 0],
        off: [],
      });
      const [contract] = there(figures.contracts).rows;
      expect(contract).toMatchObject({ issued: 1, drafts: 0, money: { total: '90000' } });
      expect(contract?.periods[0]).toMatchObject({
        state: 'restated',
        issued: { goodMs: (UP_HOURS - 50) * HOUR_MS, money: { total: '45000' } },
      });
    },
    THREE_COMMANDS_MS,
  );

  it('knows of an earlier instant only what was on record then', async () => {
    const desk = await office();
    const { figures } = measureLedger(desk.ledger, {
      fromDate: '2025-09-01',
      toDate: '2025-10-01',
      recordedBeforeMs: Date.parse('2025-10-03T00:00+07:00'),
    });
    expect(rowsOf(figures).rows).toEqual([['open-periods', 2, UP_HOURS - 50, 50, 0]]);
    expect(there(figures.contracts).rows[0]?.periods[0]).toMatchObject({
      state: 'none',
      provisional: 'settled',
      goodMs: (UP_HOURS - 50) * HOUR_MS,
    });
  });

  it('leaves a month that reaches out of the window open', async () => {
    const desk = await office();
    const { figures } = measureLedger(desk.ledger, {
      fromDate: '2025-09-01',
      toDate: '2025-09-21',
      recordedBeforeMs: Date.now() + 60_000,
    });
    expect(rowsOf(figures)).toEqual({
      rows: [['cut-periods', 2, 2 * 20 * 24 - 50, 50, 0]],
      annual: [2 * 20 * 24 - 50, 50, 0],
      off: [],
    });
    expect(there(figures.contracts).rows[0]).toMatchObject({ none: 1, drafts: 0, notCounted: ['2025-09'] });
  });

  it('takes from the contractor what an accepted claim says others did', async () => {
    const desk = await office();
    const claims = openDecisions(desk.ledger, {
      author: 'an',
      nowMs: () => Date.parse('2025-10-03T08:00+07:00'),
    });
    const bounds = {
      fromMs: Date.parse('2025-09-01T00:00+07:00'),
      toMs: Date.parse('2025-10-01T00:00+07:00'),
    };
    claims.append('claim', {
      id: '1',
      action: 'file',
      body: {
        ...bounds,
        entities: ['device:cam-1'],
        selector: '--device cam-1',
        contract: 'cameras',
        cause: 'vandalism',
        evidence: 'police report',
        against: [],
        by: 'contractor:keeper',
        receivedMs: Date.parse('2025-10-02T08:00+07:00'),
        decideByMs: Date.parse('2025-10-12T08:00+07:00'),
        hearForMs: 0,
        files: [],
      },
    });
    claims.append('claim', {
      id: '1',
      action: 'decide',
      body: {
        ...bounds,
        entities: ['device:cam-1'],
        by: 'dost',
        reason: 'proven',
        verdict: 'accepted',
        affected: [],
        files: [],
      },
    });
    claims.close();

    const { owner, rows } = there(measureSeptember(desk.ledger).causes);

    expect(owner.find(({ id }) => id === 'third-party')).toMatchObject({ outages: 1 });
    expect(rows.filter(({ root }) => root === 'third-party').map((row) => row.owner)).toEqual([
      'third-party',
    ]);
  });

  it('leads what terms tolerate, excuse and leave out by the hour back to what was measured', async () => {
    const desk = statementOffice({
      shortest_outage: '2h',
      service_hours: '00:00-12:00',
      excused: ['planned-work'],
      planned_work: { notice: '24h' },
    });
    // By night, while it was up: the whole window is excused.
    const works = openDecisions(desk.ledger, {
      author: 'an',
      nowMs: () => Date.parse('2025-10-03T08:00+07:00'),
    });
    works.append('maintenance', {
      id: '1',
      action: 'add',
      body: {
        fromMs: Date.parse('2025-09-10T01:00+07:00'),
        toMs: Date.parse('2025-09-10T03:00+07:00'),
        entities: ['device:cam-2'],
        selector: '--device cam-2',
        announcedMs: Date.parse('2025-09-01T08:00+07:00'),
        by: 'dost',
        reason: 'line maintenance',
        files: [],
      },
    });
    works.close();
    await desk.seal('draft', 'draft.json');
    const hours = 2 * 30 * 12;
    expect(rowsOf(measureSeptember(desk.ledger))).toEqual({
      rows: [
        // Half of two days from eight to eight are in the hours; the cut of an hour is shorter than what counts.
        ['drafts', 2, hours - 24 - 2, 24, 0],
        ['excused-as-measured', 2, 2, 0, 0],
        ['tolerated-as-measured', 2, -2, 2, 0],
        ['outside-hours', 2, hours - 24, 24, 0],
      ],
      annual: [UP_HOURS - 50, 50, 0],
      off: [],
    });
  });
});
