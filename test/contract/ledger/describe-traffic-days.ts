import { describe, expect, test } from 'vitest';
import type { TrafficDay } from '#core/domain/traffic.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { change, openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import { trafficDay } from '#test/support/traffic-day.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeTrafficDays({ tempPlace, tamper }: StoreUnderTest): void {
  const mega = (count: number) => count * 1e6;
  const times = (count: number, value: number) => Array.from({ length: count }, () => value);

  const readDays = (path: string): readonly TrafficDay[] => [...openTempReader(path).trafficDays()];
  const chainedRows = (path: string) =>
    [...exportLedger(path, { secret: 'include' })]
      .slice(1)
      .map((line) => JSON.parse(JSON.parse(line).body))
      .filter(({ table }) => table === 'traffic_day');

  describe('a day of a link', () => {
    test('that still grows is read as it stands and not chained', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);

      await ledger.recordTraffic({ open: [trafficDay([mega(10)])], closed: [] });
      await ledger.recordTraffic({ open: [trafficDay([mega(10), mega(99)])], closed: [] });

      expect(readDays(path)).toEqual([trafficDay([mega(10), mega(99)])]);
      expect(chainedRows(path)).toEqual([]);
    });

    test('that is over goes to the chain once, however often it is handed over', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      const day = trafficDay([...times(200, mega(10)), mega(130)]);

      await ledger.recordTraffic({ open: [day], closed: [] });
      await ledger.recordTraffic({ open: [], closed: [day] });
      await ledger.recordTraffic({ open: [day], closed: [day] });

      expect(readDays(path)).toEqual([day]);
      expect(chainedRows(path)).toMatchObject([
        {
          link: 'line-1',
          date: '2026-11-25',
          direction: 'in',
          capacity_bps: 100_000_000,
          samples: 201,
          octets: day.octets,
          histogram: '10:200 100:1',
          source: 'collector-1',
          run: 'run-1',
          recorded_ms: 1_000_000,
          author: 'collector-1',
        },
      ]);
      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    });

    test('is not taken back by an older state of it that comes late', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);

      await ledger.recordTraffic({ open: [trafficDay([mega(1), mega(2)])], closed: [] });
      await ledger.recordTraffic({ open: [trafficDay([mega(1)])], closed: [] });

      expect(readDays(path)).toEqual([trafficDay([mega(1), mega(2)])]);
    });

    test('whose capacity was changed keeps both parts, and both end with it', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      const before = trafficDay([mega(10)]);
      const after = trafficDay([mega(10)], { capacityBitsPerSecond: mega(200) });

      await ledger.recordTraffic({ open: [before], closed: [] });
      await ledger.recordTraffic({ open: [], closed: [after] });

      expect(readDays(path)).toEqual([before, after]);
      expect(chainedRows(path)).toHaveLength(2);
    });

    test('that a run left open is closed by the next one, and the next one goes on with the day', async () => {
      const path = tempPlace();
      const first = await openTempLedger(path, { run: 'run-1' });
      await first.recordTraffic({
        open: [trafficDay([mega(10)]), trafficDay([mega(20)], { direction: 'out' })],
        closed: [],
      });
      await first.close();

      const second = await openTempLedger(path, { run: 'run-2' });
      expect(await second.closeCrashedTraffic()).toBe(2);
      expect(await second.closeCrashedTraffic()).toBe(0);
      await second.recordTraffic({ open: [trafficDay([mega(30)])], closed: [] });

      expect(readDays(path)).toEqual([
        trafficDay([mega(10), mega(30)]),
        trafficDay([mega(20)], { direction: 'out' }),
      ]);
      expect(chainedRows(path).map(({ run }) => run)).toEqual(['run-1', 'run-1']);
    });

    test('left open on thousands of links is closed in small transactions', async () => {
      const path = tempPlace();
      const first = await openTempLedger(path, { run: 'run-1' });
      const open = Array.from({ length: 2_500 }, (_, index) =>
        trafficDay([mega(1)], { linkId: `line-${index}` }),
      );
      await first.recordTraffic({ open, closed: [] });
      await first.close();

      const second = await openTempLedger(path, { run: 'run-2' });

      expect(await second.closeCrashedTraffic()).toBe(2_500);
      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    });

    test('with counts that are not those of its samples is refused, and nothing of the portion is kept', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      const wrong = { ...trafficDay([mega(1)]), samples: 2 };

      await expect(
        ledger.recordTraffic({ open: [trafficDay([mega(1)], { linkId: 'line-2' }), wrong], closed: [] }),
      ).rejects.toMatchObject({
        code: 'LEDGER_REFUSED',
        message: 'line-1 2026-11-25: expected 101 counts of 2 samples in all, got 101 of 1',
      });
      expect(readDays(path)).toEqual([]);
    });

    test('that somebody changes in the file breaks the chain', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      await ledger.recordTraffic({ open: [], closed: [trafficDay([mega(90)])] });
      await ledger.close();

      tamper(path, "UPDATE traffic_day SET histogram = '10:1'");

      const { problems } = await verifyLedger(path, { scope: 'full' });
      expect(problems.map(({ kind }) => kind)).toEqual(['changed']);
    });
  });

  test('days are read by link, direction and date, the day after the last left out', async () => {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    await ledger.recordTraffic({
      open: [trafficDay([1], { date: '2026-11-27' })],
      closed: [
        trafficDay([1], { date: '2026-11-25' }),
        trafficDay([1], { date: '2026-11-26', direction: 'out' }),
        trafficDay([1], { date: '2026-11-26', linkId: 'line-2' }),
      ],
    });
    const reader = openTempReader(path);
    const read = (query: Parameters<typeof reader.trafficDays>[0]) =>
      [...reader.trafficDays(query)].map(({ linkId, date, direction }) => `${linkId} ${date} ${direction}`);

    expect(read({ linkId: 'line-1' })).toEqual([
      'line-1 2026-11-25 in',
      'line-1 2026-11-26 out',
      'line-1 2026-11-27 in',
    ]);
    expect(read({ fromDate: '2026-11-26', toDate: '2026-11-27' })).toEqual([
      'line-1 2026-11-26 out',
      'line-2 2026-11-26 in',
    ]);
    expect(read({ direction: 'out' })).toEqual(['line-1 2026-11-26 out']);
  });

  test('days of a link of a secret site leave the house as hashes', async () => {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    await ledger.recordRevisions(
      [
        { kind: 'site', id: 'hidden', fromMs: 0, body: { secrecy: 'secret' } },
        { kind: 'link', id: 'line-1', fromMs: 0, body: { near: 'core', far: 'site:hidden' } },
      ],
      { author: 'an', sourceHash: 'x', recordedMs: 0 },
    );
    await ledger.recordTraffic({
      open: [],
      closed: [trafficDay([1]), trafficDay([1], { linkId: 'line-2' })],
    });

    const lines = [...exportLedger(path, { secret: 'withhold' })].slice(-2).map((line) => JSON.parse(line));

    expect(lines).toMatchObject([{ withheld: 'secret' }, { body: expect.stringContaining('line-2') }]);
  });

  test('changes of state do not wait for a long list of days', async () => {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    const open = Array.from({ length: 5_000 }, (_, index) => trafficDay([1], { linkId: `line-${index}` }));
    const settled: string[] = [];

    const days = ledger.recordTraffic({ open, closed: [] }).then(() => settled.push('days'));
    const record = ledger
      .record({ changes: [change('device:a', 'down', 1)] })
      .then(() => settled.push('change'));
    await Promise.all([days, record]);

    expect(settled).toEqual(['change', 'days']);
  });
}
