import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { verifyRecord } from '#contracts/verification/verify-record.ts';
import { createClock } from '#core/time/clock.ts';
import { rebuildLedger } from '#ledger/sqlite/keeping/rebuild-ledger.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { startFiguresKeeper } from '#server/keepers/keep-figures.ts';
import { TIME_ZONE } from '#test/support/settled-city.ts';
import { writeLedger } from '#test/support/settlement-ledger.ts';
import { auditOf, editFile, SUMMED_TO_MS, writeSummedCity } from '#test/support/summed-city.ts';
import { change, openTempLedger, openTempReader, tamper } from '#test/support/temp-ledger.ts';

/** What is logged at level error. */
function errorsLogged() {
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return { logger: pino({ level: 'error' }, stream), lines };
}

async function start(path: string) {
  const { logger, lines } = errorsLogged();
  const ledger = await openTempLedger(path, { run: 'run-2', logger, nowMs: () => SUMMED_TO_MS });
  const states = (await ledger.statuses()).map(({ entity, state }) => `${entity} ${state}`);
  await ledger.close();
  return { states, lines };
}

const problemsOf = async (path: string) =>
  (await verifyRecord(recordStore(path), { scope: 'full' })).problems;

test('present states that are wrong or gone are made again, which the log and the audit tell', async () => {
  const path = writeSummedCity();
  tamper(path, "DELETE FROM status WHERE entity = 'device:cam-2'; UPDATE status SET state = 'down'");

  const { states, lines } = await start(path);

  expect(states.sort()).toEqual(['device:cam-1 up', 'device:cam-2 up']);
  expect(lines).toEqual([
    expect.stringContaining('the present states in the ledger were not what its changes say'),
  ]);
  expect(auditOf(path)).toEqual([
    {
      action: 'status-rebuilt',
      body: expect.stringMatching(/cam-1 reach .*cam-2 reach .*got none.*"rows":2/),
    },
  ]);
  expect(await problemsOf(path)).toEqual([]);
});

test('a schema is put right before anything is recorded, and the audit keeps the SQL of what was taken out', async () => {
  const path = writeSummedCity();
  editFile(
    path,
    `CREATE TRIGGER calm BEFORE INSERT ON change WHEN NEW.state = 'down' BEGIN SELECT RAISE(IGNORE); END;
     DROP TRIGGER claim_no_delete; DROP INDEX change_at; CREATE INDEX change_at ON change (at_ms) WHERE state = 'up';
     CREATE VIEW mine AS SELECT 1; DROP TABLE day; ANALYZE;`,
  );

  const { lines } = await start(path);

  expect(lines).toEqual([expect.stringContaining('the schema of the ledger was not as it should be')]);
  const [mended, ...others] = auditOf(path);
  expect(mended?.action).toBe('schema-mended');
  expect(mended?.body).toContain('CREATE TRIGGER calm BEFORE INSERT ON change');
  expect(mended?.body).toContain('"made":["change_at","claim_no_delete","day","day_date"]');
  expect(others).toEqual([]);
  expect(await problemsOf(path)).toEqual([]);
  // Sums without their rows would be taken for ordinary days.
  expect(openTempReader(path).builtDays()).toEqual([]);
});

test('a table of somebody else is left, and told at every start', async () => {
  const path = writeSummedCity();
  editFile(path, 'CREATE TABLE mine (a)');

  const first = await start(path);
  const second = await start(path);

  expect([...first.lines, ...second.lines]).toEqual([
    expect.stringContaining('table mine does not belong in a ledger'),
    expect.stringContaining('table mine does not belong in a ledger'),
  ]);
  expect(auditOf(path)).toEqual([]);
});

test('a table of the record that is gone keeps the ledger shut', async () => {
  const path = writeSummedCity();
  editFile(path, 'DROP TABLE claim');

  await expect(openTempLedger(path, { run: 'run-2' })).rejects.toMatchObject({
    code: 'LEDGER_SCHEMA',
    message: expect.stringMatching(/table claim is missing: .*restore a backup: camwatch ledger restore$/s),
  });
});

test('ledger rebuild puts right what a start would', async () => {
  const path = writeSummedCity();
  editFile(path, 'DROP INDEX change_at; DELETE FROM status');

  const rebuilt = rebuildLedger(path, { author: 'an', nowMs: () => SUMMED_TO_MS });

  expect(rebuilt).toMatchObject({
    states: 2,
    statusCount: 2,
    schema: [expect.stringContaining('change_at is missing')],
  });
  expect(auditOf(path).map(({ action }) => action)).toEqual(['schema-mended', 'status-rebuilt']);
  expect(await problemsOf(path)).toEqual([]);
});

function keep(path: string) {
  const copied: number[] = [];
  const { logger, lines } = errorsLogged();
  const keeper = startFiguresKeeper({
    ...{ path, collector: 'collector-1', timeZone: TIME_ZONE, charts: 'copy' as const, logger },
    clock: createClock().shared,
    writer: {
      openReceipt: () => ({ close: async () => () => 'written' as const }),
      writeRows: ({ availabilityDay = [] }) => {
        for (const { dayMs } of availabilityDay) copied.push(dayMs);
      },
    },
  });
  onTestFinished(keeper.close);
  return { keeper, copied, lines };
}

const DAY = "kind = 'kind' AND id = 'camera' AND date = '2025-10-02'";

test('sums of days that are wrong are made again before they are copied', async () => {
  const path = writeSummedCity();
  tamper(path, `UPDATE day_group SET down_ms = 0, up_ms = 172800000 WHERE ${DAY}`);
  const { keeper, copied, lines } = keep(path);

  await keeper.update();
  await keeper.update();

  const day = { fromDate: '2025-10-02', toDate: '2025-10-02', kind: 'kind' } as const;
  expect([...openTempReader(path).dayGroups(day)]).toMatchObject([{ id: 'camera', downMs: 43_200_000 }]);
  expect(copied.length).toBeGreaterThan(0);
  expect(lines).toEqual([
    expect.stringContaining('the sums of 1 days were not what the changes give, in 1 rows'),
  ]);
  expect(auditOf(path)).toEqual([
    { action: 'days-taken-out', body: expect.stringContaining('"dates":"2025-10-02"') },
  ]);
});

test('no figure is made of a chain that does not hold', async () => {
  const path = writeSummedCity();
  const late = change('device:cam-2', 'down', SUMMED_TO_MS - 60_000);
  writeLedger([{ recordedMs: SUMMED_TO_MS, changes: [late] }], path);
  tamper(path, 'UPDATE change SET at_ms = at_ms + 30000 WHERE seq = (SELECT max(seq) FROM change)');
  const { keeper, copied, lines } = keep(path);

  await keeper.update();

  expect(copied).toEqual([]);
  expect(lines[0]).toContain('the record is not what its chain says');
  expect(lines.join()).toMatch(/row \d+ \(change\) was changed/);
});
