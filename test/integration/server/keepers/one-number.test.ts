import { beforeEach, expect, test, vi } from 'vitest';
import { sumStates } from '#availability/sums/hours.ts';
import { createDayUpdater } from '#availability/sums/update-days.ts';
import { buildTimeline } from '#availability/timelines/timeline.ts';
import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import { createContractDayUpdater } from '#contracts/actions/update-contract-days.ts';
import { days, hours } from '#core/time/units.ts';
import { readHistory } from '#ledger/history/history.ts';
import { openDayWriter } from '#ledger/sqlite/writing/day-writer.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { rowOf } from '#server/keepers/keep-figures.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { queryRows } from '#test/support/query-influx.ts';
import {
  at,
  CAMERAS,
  down,
  inventory,
  LINES,
  MONTH,
  TIME_ZONE,
  watched,
} from '#test/support/settled-city.ts';
import { writeLedger } from '#test/support/settlement-ledger.ts';
import { openTempReader } from '#test/support/temp-ledger.ts';

const NOW_MS = at('12-05T00:00');
const OUTAGE = { fromMs: at('11-09T22:00'), toMs: at('11-10T05:00') };
const COVERED = ['device:sw', 'device:cam'] as const;
let influx: string;

beforeEach(async () => {
  influx = (await startTestInfluxd()).url;
});

/** A month of two devices, of which the camera was down over midnight. */
async function city() {
  const path = writeLedger([
    inventory({ contracts: [{ ...CAMERAS, terms: { indicator: 'reach', excused: ['power-cut'] } }, LINES] }),
    watched(),
    down('device:cam', OUTAGE.fromMs, OUTAGE.toMs, at('12-01T01:00')),
  ]);
  const reader = openTempReader(path);
  const writer = openDayWriter(path, { nowMs: () => NOW_MS });
  const common = { reader, writer, timeZone: TIME_ZONE, nowMs: () => NOW_MS };
  const updaters = [createDayUpdater(common), createContractDayUpdater({ ...common, path })] as const;
  return {
    path,
    reader,
    close: writer.close,
    update: async () => {
      updaters[0].update();
      updaters[1].confirm();
      const { days: changed, problems } = updaters[1].update();
      const measurements = createTestWriter(influx, { dir: await temporaryDir() });
      measurements.writeRows({ sla: changed.map(rowOf) });
      await vi.waitFor(() => expect(measurements.health().mode).toBe('writing'), PATIENCE);
      await measurements.close();
      expect(problems).toEqual([]);
      return changed;
    },
  };
}

async function fromInflux() {
  const where = `contract = 'cameras' AND time >= ${MONTH.fromMs}ms AND time < ${MONTH.toMs}ms`;
  const fields = ['good', 'counted', 'up', 'down', 'unknown', 'others', 'excused', 'out_of_service'];
  const sums = fields.map((name) => `sum(${name}_ms) AS ${name}`).join(', ');
  const [row] = await queryRows(influx, `SELECT ${sums} FROM long.sla WHERE ${where}`);
  const { time: _, ...found } = row ?? {};
  return found;
}

function fromSettlement({ path, reader }: { path: string; reader: ReturnType<typeof openTempReader> }) {
  const recordedBeforeMs = NOW_MS + 1;
  const question = {
    contractId: 'cameras',
    period: MONTH,
    asOfMs: NOW_MS,
    recordedBeforeMs,
    timeZone: TIME_ZONE,
  };
  const history = readHistory(reader, { recordedBeforeMs });
  const readFiled = () => {
    throw new Error(`${path} has no statement`);
  };
  const [part] = settleOnRecord(reader, question, { history, readFiled }).parts;
  if (!part) throw new Error('expected a part');
  const { sums, goodMs, countedMs } = part.figures.aggregate;
  return {
    good: goodMs,
    counted: countedMs,
    up: sums.up,
    down: sums.down,
    unknown: sums.unknown,
    others: sums.others,
    excused: sums.excused,
    out_of_service: sums['out-of-service'],
  };
}

/** From the sparse days: what has no row is ordinary. */
function fromDays(reader: ReturnType<typeof openTempReader>) {
  const range = { fromDate: '2026-11-01', toDate: '2026-11-30' };
  const ordinary = [...reader.dayGroups({ kind: 'coverage', ...range })];
  const totals = { up: 0, down: 0, unknown: 0 };
  for (const entity of COVERED) {
    const rows = new Map([...reader.days({ entity, ...range })].map((row) => [row.date, row]));
    for (const usual of ordinary) {
      const day = rows.get(usual.date) ?? usual;
      totals.up += day.upMs;
      totals.down += day.downMs;
      totals.unknown += day.unknownMs;
    }
  }
  return totals;
}

function fromIntervals(reader: ReturnType<typeof openTempReader>) {
  const coverage = [...reader.coverage(MONTH)];
  const totals = { up: 0, down: 0, unknown: 0 };
  for (const entity of COVERED) {
    const changes = [...reader.changes({ entity, indicator: 'reach', toMs: MONTH.toMs })];
    const sums = sumStates(buildTimeline({ changes, coverage, service: [MONTH], period: MONTH }));
    totals.up += sums.upMs;
    totals.down += sums.downMs;
    totals.unknown += sums.unknownMs;
  }
  return totals;
}

test('the month of a contract is one number in InfluxDB, in days, in intervals and as it is settled', async () => {
  const world = await city();

  await world.update();

  const settled = fromSettlement(world);
  const { up, down: downMs, unknown, counted } = settled;
  expect(settled).toMatchObject({ down: hours(7), good: 2 * days(30) - hours(7), counted: 2 * days(30) });
  expect(await fromInflux()).toEqual(settled);
  expect(fromDays(world.reader)).toEqual({ up, down: downMs, unknown });
  expect(fromIntervals(world.reader)).toEqual({ up, down: downMs, unknown });
  expect(up + downMs).toBe(counted);
  world.close();
});

test('late data and decisions write the days anew, and nothing twice', async () => {
  const world = await city();
  await world.update();
  writeLedger([down('device:sw', at('11-20T10:00'), at('11-20T11:00'), at('12-04T00:00'))], world.path);

  await world.update();

  const late = fromSettlement(world);
  expect(late.down).toBe(hours(8));
  expect(await fromInflux()).toEqual(late);

  const decisions = openDecisions(world.path, { author: 'an', nowMs: () => NOW_MS - 1 });
  decisions.append('claim', {
    id: 'claim-1',
    action: 'file',
    body: {
      ...{
        contract: 'cameras',
        cause: 'power-cut',
        ...OUTAGE,
        entities: ['device:cam'],
        selector: 'cam',
        files: [],
      },
      ...{
        by: 'contractor:a',
        against: [],
        evidence: 'EVN',
        receivedMs: NOW_MS,
        decideByMs: NOW_MS,
        hearForMs: 0,
      },
    },
  });
  decisions.append('claim', {
    id: 'claim-1',
    action: 'decide',
    body: {
      ...{ by: 'agency:ward', reason: 'EVN', verdict: 'accepted', files: [], affected: [] },
      ...{ ...OUTAGE, entities: ['device:cam'] },
    },
  });
  decisions.close();
  const changed = await world.update();

  const decided = fromSettlement(world);
  expect(new Set(changed.map(({ contractId }) => contractId))).toEqual(new Set(['cameras', 'lines']));
  expect(await fromInflux()).toEqual(decided);
  expect(decided).toMatchObject({ excused: hours(7), down: hours(1), counted: 2 * days(30) - hours(7) });
  expect(fromDays(world.reader).down).toBe(hours(8));
  world.close();
});
