import { cp } from 'node:fs/promises';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import type { Receipt } from '#collector/influx/receipts.ts';
import type { MarkedWork } from '#contracts/actions/update-announced-works.ts';
import { createClock } from '#core/time/clock.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { openFiguresThread } from '#server/keepers/figures-thread.ts';
import { startFiguresKeeper } from '#server/keepers/keep-figures.ts';
import { device } from '#test/support/inventory.ts';
import { contract, TIME_ZONE } from '#test/support/settled-city.ts';
import { contractRevision, deviceRevision, writeLedger } from '#test/support/settlement-ledger.ts';
import { change, tempLedgerPath } from '#test/support/temp-ledger.ts';

const at = (text: string): number => Date.parse(`2025-${text}+07:00`);
const START_MS = at('10-01T00:00');

/** Three days of a camera under contract. */
const threeDays = () =>
  writeLedger([
    {
      recordedMs: START_MS,
      revisions: [
        contractRevision(START_MS, contract({ id: 'cameras', contractor: 'a', fromMs: START_MS })),
        deviceRevision(START_MS, device({ id: 'cam', contracts: ['cameras'] })),
      ],
    },
    {
      recordedMs: at('10-04T00:00'),
      changes: [change('device:cam', 'up', START_MS)],
      coverage: [{ fromMs: START_MS, toMs: at('10-04T00:00'), closed: 'stop' }],
    },
  ]);

/** What a keeper writes: the days of the city, how many of the contract, and planned work. */
function keep(
  path: string,
  charts: 'copy' | 'leave',
  answer: () => ReturnType<Receipt> = () => 'written',
  logger = pino({ level: 'silent' }),
) {
  const written = { availabilityDays: new Set<number>(), contractDays: 0, works: [] as MarkedWork[] };
  const keeper = startFiguresKeeper({
    path,
    collector: 'collector-1',
    timeZone: TIME_ZONE,
    charts,
    clock: createClock().shared,
    writer: {
      openReceipt: () => ({ close: async () => answer }),
      writeRows: ({ availabilityDay = [], sla = [], work = [] }) => {
        for (const { dayMs } of availabilityDay) written.availabilityDays.add(dayMs);
        written.contractDays += [...sla].length;
        written.works.push(...work);
      },
    },
    logger,
  });
  onTestFinished(keeper.close);
  return { written, keeper };
}

const DAYS = new Set([at('10-01T00:00'), at('10-02T00:00'), at('10-03T00:00')]);

test('days are copied once, also by the next run', async () => {
  const path = threeDays();
  const { written, keeper } = keep(path, 'copy');

  await keeper.update();
  expect(written.availabilityDays).toEqual(DAYS);
  expect(written.contractDays).toBeGreaterThanOrEqual(3);

  await keeper.update();
  await keeper.close();
  const next = keep(path, 'copy');
  await next.keeper.update();
  expect(next.written.availabilityDays).toEqual(new Set());
});

test('days that a crash may have kept from being written are copied again', async () => {
  const path = threeDays();
  const { keeper } = keep(path, 'copy');
  await keeper.update();
  await keeper.close();

  const next = keep(path, 'copy');
  await next.keeper.update();

  expect(next.written.availabilityDays).toEqual(DAYS);
  expect(next.written.contractDays).toBeGreaterThanOrEqual(3);
});

test('what InfluxDB has not confirmed is not handed out again meanwhile, and is by the next run', async () => {
  const path = threeDays();
  let answer: ReturnType<Receipt> = 'written';
  const { written, keeper } = keep(path, 'copy', () => answer);
  await keeper.update();
  const handedOut = written.contractDays;
  answer = 'waiting';
  for (const _time of [1, 2, 3]) await keeper.update();
  expect(written.contractDays).toBe(handedOut);
  await keeper.close();

  answer = 'written';
  const next = keep(path, 'copy');
  await next.keeper.update();

  expect(next.written.availabilityDays).toEqual(DAYS);
  expect(next.written.contractDays).toBe(handedOut);
});

test('what the queue lost is handed out again', async () => {
  let answer: ReturnType<Receipt> = 'written';
  const { written, keeper } = keep(threeDays(), 'copy', () => answer);
  await keeper.update();
  const handedOut = written.contractDays;
  written.availabilityDays.clear();
  answer = 'lost';
  await keeper.update();
  expect(written.availabilityDays).toEqual(new Set());
  answer = 'written';

  await keeper.update();

  expect(written.availabilityDays).toEqual(DAYS);
  expect(written.contractDays).toBe(2 * handedOut);
});

test('without an InfluxDB nothing is handed out', async () => {
  const { written, keeper } = keep(threeDays(), 'leave');

  await keeper.update();

  expect(written).toEqual({ availabilityDays: new Set(), contractDays: 0, works: [] });
});

test('a thread that ended is told of, and begun anew by the next update', async () => {
  const lines: string[] = [];
  const path = tempLedgerPath();
  const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
  const { written, keeper } = keep(path, 'copy', () => 'written', logger);
  await keeper.update();
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    'the thread that keeps figures has ended: it is started again',
  ]);
  await cp(threeDays(), path);

  await keeper.update();

  expect(written.availabilityDays).toEqual(DAYS);
});

test('a thread that wants more memory than it may have ends, and nothing else', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
  const start = { path: threeDays(), collector: 'c', timeZone: TIME_ZONE, charts: 'copy' } as const;
  const limits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 };

  const thread = openFiguresThread({ ...start, clock: createClock().shared }, logger, limits);
  onTestFinished(thread.end);

  expect(await thread.ask('ready')).toBeUndefined();
  expect(lines.map((line) => JSON.parse(line).err.code)).toEqual(['ERR_WORKER_OUT_OF_MEMORY']);
});

test('planned work is told when it is announced and when it is cancelled, once each', async () => {
  const path = threeDays();
  const decisions = openDecisions(path, { author: 'an', nowMs: () => at('10-04T00:00') });
  onTestFinished(decisions.close);
  const [fromMs, toMs] = [at('10-05T22:00'), at('10-06T02:00')];
  const announced = { entities: ['device:cam'], selector: 'cam', announcedMs: 0, files: [] };
  const body = { ...announced, fromMs, toMs, by: 'contractor:a', reason: 'New lens' };
  decisions.append('maintenance', { id: 'w-1', action: 'add', body });
  const { written, keeper } = keep(path, 'copy');

  await keeper.update();
  await keeper.update();

  const work = { id: 'w-1', fromMs, toMs, entities: ['device:cam'], reason: 'New lens' };
  expect(written.works).toEqual([work]);

  await keeper.close();
  const next = keep(path, 'copy');
  await next.keeper.update();
  expect(next.written.works).toEqual([]);

  const deed = { by: 'contractor:a', reason: 'rain', files: [] };
  decisions.append('maintenance', { id: 'w-1', action: 'cancel', body: deed });
  await next.keeper.update();
  expect(next.written.works).toEqual([{ ...work, cancelledMs: at('10-04T00:00') }]);
});
