import { describe, expect, test } from 'vitest';
import type { Contract } from '#core/domain/inventory.ts';
import { device, link } from '#test/support/inventory.ts';
import {
  at,
  CAMERA,
  CAMERAS,
  camerasWith,
  down,
  hoursOf,
  inventory,
  LINES,
  MONTH,
  SWITCH,
  settle,
  settleLedger,
  watched,
} from '#test/support/settled-city.ts';
import { contractRevision, type Recorded, writeLedger } from '#test/support/settlement-ledger.ts';
import { change } from '#test/support/temp-ledger.ts';

/** The line hangs on a router of the line's own contractor, which shut the port of it. */
const ROUTER = device({ id: 'core', kind: 'router', contracts: ['lines'] });
const LINE = link({ id: 'line', near: 'device:core', contracts: ['lines'] });

const cityWith = (cameras: Contract): readonly Recorded[] => [
  inventory({ devices: [SWITCH, CAMERA, ROUTER], links: [LINE], contracts: [cameras, LINES] }),
  watched(['device:cam', 'device:sw', 'device:core', 'link:line']),
];

const shut = (fromMs: number, toMs: number, afterMs = fromMs - 60_000): Recorded => ({
  recordedMs: at('12-01T00:00'),
  changes: [
    change('link:line', 'unknown', fromMs, { afterMs, reason: 'switched-off' }),
    change('link:line', 'up', toMs, { afterMs: toMs - 60_000 }),
  ],
});

describe('what stands behind a port that was shut on purpose', () => {
  const recorded = [
    shut(at('11-05T12:00'), at('11-05T14:00')),
    down('device:cam', at('11-05T12:00'), at('11-05T14:00')),
  ];

  test.each([
    [1, 'down 2, up 718'],
    [2, 'others 2, up 718'],
  ])('is by version %i of the rules: %s hours', (rules, hours) => {
    const settlement = settle([...cityWith(camerasWith({ rules })), ...recorded]);

    expect(hoursOf(settlement, 'device:cam')).toBe(hours);
  });

  test('is own where the port is on a device of the same contractor, and the line itself is unknown', () => {
    const own = { ...LINES, contractor: 'a', terms: { indicator: 'reach', rules: 2 } };
    const path = writeLedger([
      inventory({
        devices: [SWITCH, CAMERA, ROUTER],
        links: [LINE],
        contracts: [camerasWith({ rules: 2 }), own],
      }),
      watched(['device:cam', 'device:sw', 'device:core', 'link:line']),
      ...recorded,
    ]);

    const settlement = settleLedger(path);

    expect(hoursOf(settlement, 'device:cam')).toBe('down 2, up 718');
    const camera = settlement.parts[0]?.entities.find(({ entity }) => entity === 'device:cam');
    expect(camera?.outages[0]?.blame).toMatchObject([
      {
        owner: 'device:core',
        cause: 'upstream',
        isOwn: true,
        evidence: [
          expect.stringMatching(/^change:\d+$/),
          'link:line switched-off 2026-11-05T05:00:00.000Z–2026-11-05T07:00:00.000Z',
          expect.stringMatching(/^change:\d+$/),
        ],
      },
    ]);
    expect(hoursOf(settleLedger(path, { contractId: 'lines' }), 'link:line')).toBe('unknown 2, up 718');
  });

  test('is asked by the terms of each instant where they pass to version 2 in the middle of it', () => {
    const turn = at('11-05T13:00');
    const settlement = settle([
      ...cityWith(CAMERAS),
      ...recorded,
      { recordedMs: turn, revisions: [contractRevision(turn, camerasWith({ rules: 2 }))] },
    ]);

    expect(hoursOf(settlement, 'device:cam', 0)).toBe('down 1, up 108');
    expect(hoursOf(settlement, 'device:cam', 1)).toBe('others 1, up 610');
  });

  test('rests on the rows that shut the port and opened it again, also outside the period', () => {
    const city = (rules: 1 | 2) => [
      ...cityWith(camerasWith({ rules })),
      shut(at('10-30T12:00'), at('12-02T12:00')),
      down('device:cam', at('11-05T12:00'), at('11-05T14:00')),
    ];
    const ask = (rules: 1 | 2, closing: readonly Recorded[] = []) =>
      settle([...city(rules), ...closing], { period: MONTH });

    const settlement = ask(2);

    expect(hoursOf(settlement, 'device:cam')).toBe('others 2, up 718');
    const camera = settlement.parts[0]?.entities.find(({ entity }) => entity === 'device:cam');
    expect(camera?.outages[0]?.blame[0]?.evidence[1]).toBe(
      'link:line switched-off 2026-10-30T05:00:00.000Z–2026-12-02T05:00:00.000Z',
    );
    // One row more than by version 1, which does not look for the end of it.
    expect(settlement.ledgerRows.count).toBe(ask(1).ledgerRows.count + 1);
  });
});
