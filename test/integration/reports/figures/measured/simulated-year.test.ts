import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rebuildDays } from '#availability/sums/day-sums.ts';
import { measuredSums, MEASURED_GROUPS as SLA_GROUPS } from '#availability/sums/measured-sums.ts';
import { listOutages } from '#availability/timelines/outages.ts';
import { loadConfig } from '#config/load-config.ts';
import { answerSettled } from '#contracts/answers/settled-answer.ts';
import { deviceEntity, INDICATORS } from '#core/domain/state.ts';
import { parsePeriod } from '#core/time/periods.ts';
import { writeHistory } from '#demo/history/write-history.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { KINDS } from '#reports/figures/measured/add-cells.ts';
import { generateHistory } from '#simulator/history/generate-history.ts';
import { HANOI_DIR } from '../../../../support/hanoi.ts';
import { measure, TIME_ZONE, there } from '../../../../support/measured-figures.ts';
import { writeLedger } from '../../../../support/settlement-ledger.ts';
import { change } from '../../../../support/temp-ledger.ts';

// The hand-over of 1 March is in it, and the first month is cut.
const [FROM, TO] = ['2025-02-10', '2025-04-01'];
const RECORDED_BEFORE_MS = Date.parse('2025-04-02T00:00+07:00');

describe('a made-up city', () => {
  let ledger = '';
  let answer: ReturnType<typeof measure>;
  let reader: ReturnType<typeof openLedgerReader>;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'camwatch-measured-'));
    ledger = join(folder, 'ledger.sqlite');
    await writeSpring(ledger);
    rebuildDays(recordStore(ledger), { timeZone: TIME_ZONE, nowMs: () => RECORDED_BEFORE_MS });
    reader = openLedgerReader(ledger);
    answer = measure(reader, ledger, { fromDate: FROM, toDate: TO, recordedBeforeMs: RECORDED_BEFORE_MS });
    return () => {
      reader.close();
      rmSync(folder, { recursive: true });
    };
  });

  const period = () => ({ fromMs: answer.window.fromMs, toMs: answer.window.toMs });

  it('has the milliseconds of camwatch sla, by every group, indicator and kind', () => {
    const { indicators } = there(answer.figures.availability);
    let compared = 0;
    for (const indicator of INDICATORS) {
      const question = { indicator, period: period(), timeZone: TIME_ZONE };
      const kinds = measuredSums(reader, { ...question, by: 'kind' }).groups.map(({ id }) => id);
      expect(Object.keys(indicators[indicator] ?? {}).sort()).toEqual(kinds);
      for (const kind of KINDS.filter((name) => kinds.includes(name))) {
        const table = indicators[indicator]?.[kind];
        for (const by of SLA_GROUPS) {
          const { groups } = measuredSums(reader, { ...question, by, kind });
          const expected = groups.map(({ id, upMs, degradedMs, downMs, unknownMs }) => ({
            id: by === 'kind' ? 'city' : id,
            ...{ upMs, degradedMs, downMs, unknownMs },
          }));
          const rows = by === 'kind' ? (table ? [{ id: 'city', ...table.city }] : []) : (table?.[by] ?? []);
          const got = rows
            .filter(({ entities }) => entities > 0)
            .map(({ id, measured: { upMs, degradedMs, downMs, unknownMs } }) => ({
              ...{ id, upMs, degradedMs, downMs, unknownMs },
            }));
          expect({ by, indicator, kind, rows: got }).toEqual({ by, indicator, kind, rows: expected });
          compared += got.length;
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('closes to zero, for every indicator and kind that a contract counts', () => {
    const { others, ...first } = there(answer.figures.reconciliation);
    expect([first.indicator, first.kind]).toEqual(['reach', 'camera']);
    for (const { indicator, kind, difference } of [first, ...others])
      expect({ indicator, kind, off: Object.values(difference).filter((ms) => ms !== 0) }).toEqual({
        indicator,
        kind,
        off: [],
      });
    expect(others.length).toBeGreaterThan(5);
  });

  it('divides exactly the downtime of devices that can be reached among causes', () => {
    const causes = there(answer.figures.causes);
    const reach = there(answer.figures.availability).indicators.reach ?? {};
    const downMs = Object.entries(reach)
      .filter(([kind]) => kind !== 'link')
      .reduce((sum, [, { city }]) => sum + city.measured.downMs, 0);
    expect(causes.total.downMs).toBe(downMs);
    for (const rows of [causes.reason, causes.root, causes.owner, causes.rows])
      expect(rows.reduce((sum, row) => sum + row.downMs, 0)).toBe(downMs);
    expect(causes.root.map(({ id }) => id)).toContain('link');
  });

  it('counts outages where they began, as the record lists them', () => {
    const { indicators, lengths } = there(answer.figures.outages);
    const began = listOutages(reader, { ...period(), indicator: 'stream' }).filter(
      ({ entity, fromMs }) => entity.startsWith('device:') && fromMs >= answer.window.fromMs,
    );
    const city = Object.values(indicators.stream ?? {}).map((table) => table.city);
    const retired = began.length - city.reduce((sum, { count }) => sum + count, 0);
    // What a device does before it is accepted is no outage.
    expect(retired).toBeGreaterThanOrEqual(0);
    expect(retired).toBeLessThan(10);
    for (const [kind, table] of Object.entries(indicators.stream ?? {})) {
      expect(table.agency.reduce((sum, { count }) => sum + count, 0)).toBe(table.city.count);
      const rows = lengths.stream?.[kind === 'camera' ? 'camera' : 'nvr'] ?? [];
      expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(table.city.count);
    }
  });

  it('adds up months to the window, of the city and by agency', () => {
    const { rows } = there(answer.figures.months);
    const table = there(answer.figures.availability).indicators.reach?.camera;
    expect(rows.map(({ id }) => id)).toEqual(['2025-02', '2025-03']);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(rows.map(({ indicators }) => indicators.reach?.measured.downMs ?? 0))).toBe(
      table?.city.measured.downMs,
    );
    for (const agency of table?.agency ?? []) {
      const own = rows.flatMap((row) => row.agency.filter(({ id }) => id === agency.id));
      expect(sum(own.map(({ indicators }) => indicators.reach?.measured.upMs ?? 0))).toBe(
        agency.measured.upMs,
      );
    }
  });

  it('settles open months as camwatch sla --by contract does', () => {
    const march = parsePeriod('2025-03', TIME_ZONE);
    if (!march) throw new Error('expected a month');
    const question = { period: march, timeZone: TIME_ZONE, nowMs: RECORDED_BEFORE_MS };
    const settled = answerSettled(reader, ledger, { ...question });
    const { rows } = there(answer.figures.contracts);
    const got = rows.flatMap(({ id, periods }) =>
      periods
        .filter((one) => one.id === '2025-03' && one.provisional === 'settled')
        .map(({ goodMs, countedMs }) => ({ id, goodMs, countedMs })),
    );
    const names = new Set(got.map(({ id }) => id));
    expect(got).toEqual(
      settled.rows
        .filter(({ id }) => names.has(id))
        .map(({ id, goodMs, countedMs }) => ({ id, goodMs, countedMs }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(got.length).toBeGreaterThan(3);
  });

  it('says that nothing of the year before is on record, and that nobody looked at recorders', () => {
    const { yearBefore, recorders } = answer.figures;
    expect(yearBefore).toMatchObject({ missing: { code: 'no-year-before' } });
    expect(there(recorders)).toMatchObject({ kept: 0, short: 0, rows: [] });
  });

  it('gives the same figures for the same instant, whatever is recorded later', () => {
    const [best] = there(answer.figures.rankings).devices.best;
    const entity = deviceEntity(best?.id ?? '');
    const atMs = Date.parse('2025-03-10T00:00+07:00');
    writeLedger([{ recordedMs: RECORDED_BEFORE_MS, changes: [change(entity, 'down', atMs)] }], ledger);
    const again = measure(reader, ledger, {
      fromDate: FROM,
      toDate: TO,
      recordedBeforeMs: RECORDED_BEFORE_MS,
    });
    expect(JSON.stringify(again.figures)).toBe(JSON.stringify(answer.figures));
    const later = measure(reader, ledger, {
      fromDate: FROM,
      toDate: TO,
      recordedBeforeMs: RECORDED_BEFORE_MS + 1,
    });
    expect(JSON.stringify(later.figures)).not.toBe(JSON.stringify(answer.figures));
  });
});

/** Ten weeks of the sample city. */
async function writeSpring(path: string): Promise<void> {
  const { inventory, settings, sourceHash } = await loadConfig(HANOI_DIR);
  const { timeZone } = settings.city;
  await writeHistory({
    path,
    sourceHash,
    steps: generateHistory({
      inventory,
      profiles: settings.profiles,
      timeZone,
      seed: 7,
      fromMs: Date.parse('2025-02-01T00:00+07:00'),
      toMs: Date.parse('2025-04-10T00:00+07:00'),
    }),
    signal: new AbortController().signal,
    onStep: () => undefined,
  });
}
