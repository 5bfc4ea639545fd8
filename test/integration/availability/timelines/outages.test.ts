import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listOutages, type OutageQuery } from '#availability/timelines/outages.ts';
import type { Change, State } from '#core/domain/state.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { change, openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

/** A reader of a ledger with these changes, in the order they are recorded. */
function readerOf(changes: readonly Change[]) {
  const path = tempLedgerPath();
  write(path, changes);
  return openTempReader(path);
}

function write(path: string, changes: readonly Change[]): void {
  const database = openStore(path, { nowMs: () => 0 });
  const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
  writer.record([{ batch: { changes }, firstSourceSeq: writer.nextSourceSeq(), recordedMs: 0 }]);
  database.close();
}

const brief = (changes: readonly Change[], query: Partial<OutageQuery>) =>
  listOutages(readerOf(changes), { fromMs: 0, toMs: 1_000, ...query }).map(
    ({ entity, indicator, fromMs, toMs }) => `${entity} ${indicator} ${fromMs}-${toMs ?? ''}`,
  );

describe('listOutages', () => {
  test('tells both edges with their uncertainty, the reason and the evidence', () => {
    const reader = readerOf([
      change('device:a', 'up', 100),
      change('device:a', 'down', 200, { afterMs: 140, reason: 'refused', evidence: { probes: 3 } }),
      change('device:a', 'up', 500, { afterMs: 440 }),
    ]);

    expect(listOutages(reader, { fromMs: 0, toMs: 1_000 })).toEqual([
      {
        entity: 'device:a',
        indicator: 'reach',
        fromMs: 200,
        afterMs: 140,
        toMs: 500,
        untilAfterMs: 440,
        reason: 'refused',
        evidence: { probes: 3 },
        recordedMs: 0,
      },
    ]);
  });

  test.each([
    ['whole', { fromMs: 0, toMs: 1_000 }],
    ['from its midst', { fromMs: 260, toMs: 270 }],
    ['from after the filter was proven', { fromMs: 320, toMs: 330 }],
    ['as it stands now', { fromMs: 0, toMs: 1_000, open: true }],
  ])('carries a filter of pings that was proven later: %s', (_name, query) => {
    const reader = readerOf([
      change('device:a', 'up', 100),
      change('device:a', 'down', 200, { reason: 'timeout', evidence: { probes: 3 } }),
      change('device:a', 'down', 300, {
        reason: 'ping-filtered',
        evidence: { pingFiltered: true, answeredBy: 'service' },
      }),
      change('device:a', 'down', 400, { reason: 'timeout', evidence: { lastAnsweredBy: 'service' } }),
    ]);

    expect(listOutages(reader, query)).toEqual([
      expect.objectContaining({
        fromMs: 200,
        reason: 'timeout',
        evidence: { probes: 3, pingFiltered: true, answeredBy: 'service' },
      }),
    ]);
  });

  test.each([
    ['whole', { fromMs: 0, toMs: 1_000 }],
    ['from after it was proven again', { fromMs: 450, toMs: 460 }],
    ['as it stands now', { fromMs: 0, toMs: 1_000, open: true }],
  ])('carries the filter that its own first row proved, not a later proof: %s', (_name, query) => {
    const proof = (atMs: number, answeredBy: 'service' | 'stream') =>
      change('device:a', 'down', atMs, {
        reason: 'ping-filtered',
        evidence: { pingFiltered: true, answeredBy },
      });
    const reader = readerOf([
      change('device:a', 'up', 100),
      proof(200, 'service'),
      change('device:a', 'down', 300, { reason: 'timeout' }),
      proof(400, 'stream'),
    ]);

    expect(listOutages(reader, query)).toEqual([
      expect.objectContaining({ fromMs: 200, evidence: { pingFiltered: true, answeredBy: 'service' } }),
    ]);
  });

  const HISTORY = [
    change('device:a', 'down', 100),
    change('device:a', 'up', 200),
    change('device:b', 'down', 150),
    change('device:a', 'down', 300, { indicator: 'service' }),
    change('device:a', 'up', 400, { indicator: 'service' }),
    change('device:a', 'down', 600),
  ];

  test.each<[string, Partial<OutageQuery>, string[]]>([
    [
      'all of a period, earliest first',
      {},
      ['device:a reach 100-200', 'device:b reach 150-', 'device:a service 300-400', 'device:a reach 600-'],
    ],
    [
      'whole, however far they reach out of the period',
      { fromMs: 160, toMs: 170 },
      ['device:a reach 100-200', 'device:b reach 150-'],
    ],
    ['none that ended as the period began', { fromMs: 200, toMs: 250 }, ['device:b reach 150-']],
    ['none that began as the period ended', { fromMs: 0, toMs: 150 }, ['device:a reach 100-200']],
    ['those that last', { open: true }, ['device:b reach 150-', 'device:a reach 600-']],
    ['those that ended', { open: false }, ['device:a reach 100-200', 'device:a service 300-400']],
    ['those of one entity', { entity: 'device:b' }, ['device:b reach 150-']],
    ['those of one indicator', { indicator: 'service' }, ['device:a service 300-400']],
  ])('lists %s', (_, query, expected) => {
    expect(brief(HISTORY, query)).toEqual(expected);
  });

  test('a change of the reason does not divide an outage', () => {
    const changes = [
      change('device:a', 'down', 100),
      change('device:a', 'down', 200, { reason: 'refused' }),
      change('device:a', 'up', 300),
    ];

    for (const query of [{}, { fromMs: 150 }, { fromMs: 250 }])
      expect(brief(changes, query)).toEqual(['device:a reach 100-300']);
    expect(brief(changes.slice(0, 2), { open: true })).toEqual(['device:a reach 100-']);
  });

  test.each(['degraded', 'unknown'] as const)('%s ends an outage', (state) => {
    expect(brief([change('device:a', 'down', 100), change('device:a', state, 200)], {})).toEqual([
      'device:a reach 100-200',
    ]);
  });

  test('a late change divides what was one outage', () => {
    expect(
      brief(
        [
          change('device:a', 'down', 100),
          change('device:a', 'up', 400),
          change('device:a', 'up', 200),
          change('device:a', 'down', 300),
        ],
        {},
      ),
    ).toEqual(['device:a reach 100-200', 'device:a reach 300-400']);
  });

  test('agrees with a walk over all changes, for any history and any period', () => {
    fc.assert(
      fc.property(
        aHistory,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        (history, a, b) => {
          const [fromMs, toMs] = [Math.min(a, b), Math.max(a, b) + 1];

          const listed = brief(history, { fromMs, toMs });

          expect(listed.toSorted()).toEqual(slowOutages(history, fromMs, toMs).toSorted());
          expect(brief(history, { fromMs, toMs, open: true })).toEqual(
            listed.filter((outage) => outage.endsWith('-')),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

const aHistory = fc.array(
  fc
    .record({
      device: fc.constantFrom('a', 'b'),
      state: fc.constantFrom<State>('up', 'down', 'down', 'unknown'),
      atMs: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ device, state, atMs }) => change(`device:${device}`, state, atMs)),
  { maxLength: 12 },
);

function slowOutages(history: readonly Change[], fromMs: number, toMs: number): string[] {
  return ['device:a', 'device:b'].flatMap((entity) => {
    const own = history.filter((candidate) => candidate.entity === entity);
    // The last recorded of an instant holds.
    const byInstant = new Map(own.map((candidate) => [candidate.atMs, candidate]));
    const inOrder = [...byInstant.values()].sort((a, b) => a.atMs - b.atMs);
    const outages: { fromMs: number; toMs?: number }[] = [];
    let isDown = false;
    for (const { state, atMs } of inOrder) {
      const last = outages.at(-1);
      if (state === 'down' && !isDown) outages.push({ fromMs: atMs });
      if (state !== 'down' && isDown && last) last.toMs = atMs;
      isDown = state === 'down';
    }
    return outages
      .filter((outage) => outage.fromMs < toMs && (outage.toMs ?? Number.POSITIVE_INFINITY) > fromMs)
      .map((outage) => `${entity} reach ${outage.fromMs}-${outage.toMs ?? ''}`);
  });
}
