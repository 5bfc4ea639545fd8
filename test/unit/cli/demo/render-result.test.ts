import { describe, expect, test } from 'vitest';
import { TEXTS } from '#cli/demo/all-texts.ts';
import type { RenderContext } from '#cli/demo/render-picture.ts';
import { renderResult } from '#cli/demo/render-result.ts';
import { createFormats } from '#core/language/formats.ts';
import type { DemoResult } from '#demo/run/demo-result.ts';
import { en } from '#portal/web/messages/en.ts';

const context: RenderContext = {
  texts: TEXTS.en,
  messages: en,
  formats: createFormats('en', 'Asia/Ho_Chi_Minh'),
  style: (_style, text) => text,
  width: 100,
};
/** 10:44:30 in Hanoi. */
const AT_MS = Date.UTC(2026, 10, 25, 3, 44, 30);

const fine: DemoResult = {
  isFine: true,
  seconds: 60,
  devices: 300,
  reachEngine: 'fping',
  faultsMadeBy: 'routes',
  faults: [
    {
      number: 1,
      kind: 'link-cut',
      target: 'line-1',
      expected: 16,
      found: 16,
      shown: ['reach unreachable'],
      amiss: [],
      truthFromMs: AT_MS,
      truthToMs: AT_MS + 20_000,
      ledgerFromMs: AT_MS + 950,
      ledgerToMs: AT_MS + 20_499,
      worstErrorMs: 2_340,
      verdict: 'found',
    },
  ],
  edges: { count: 32, meanMs: 1_250, worstMs: 2_340, late: 0, beyond: 0 },
  idleRatio: 0.4,
  unheard: 0,
  unexpected: [],
  standing: { expected: 39, found: 38 },
  bandwidth: {
    isFine: true,
    worstErrorRatio: 0.0021,
    wraps: 1,
    restarts: 1,
    links: [
      {
        linkId: 'line-1',
        deviceId: 'rt-1',
        interface: 'ether2',
        fromMs: 0,
        toMs: 54_000,
        coveredMs: 51_000,
        gaps: 1,
        truth: { in: 180_500_000, out: 240_000 },
        measured: { in: 180_120_000, out: 240_000 },
        stored: { in: 180_120_000, out: 240_000 },
        wraps: 1,
        errorRatio: 0.0021,
      },
    ],
  },
  coverage: { coveredMs: 56_000, periodMs: 60_000 },
  probes: 5_827,
  shortfall: 0,
  cpu: { userSeconds: 2, systemSeconds: 0.76, devicesSeconds: 0.6 },
  incidents: { outages: 246, opened: 8, unresolved: 1 },
  ledger: { rows: 1_350, problems: [] },
  influx: { points: { reach: 5_483, service: 199, event: 404 }, readings: 5_682, dropped: 0, queued: 0 },
};

describe('renderResult', () => {
  test('prints the table, the edges, the coverage, the ledger and the points', () => {
    expect(renderResult(fine, context).split('\n')).toEqual([
      '1 fault in 60 s: the script against the ledger',
      'fault     target  made                     in the ledger            off by  shown as           found',
      'link cut  line-1  10:44:30.0 - 10:44:50.0  10:44:30.9 - 10:44:50.4  2.3 s   reach unreachable  16/16  ok',
      '',
      '32 edges: off by 1.3 s on average, 2.3 s at most; each within its own interval and probe',
      'no outage, shortfall or finding that the script did not cause',
      'findings that were there from the beginning (SNMPv2c, old firmware): 38 of 39 found',
      'coverage: 56 s of 60 s (it begins with the second round of probes)',
      '5,827 probes, 0 skipped for lack of time, 4.6 % of one core, of which 1 % went into the simulated devices',
      '246 outages were 8 incidents; not resolved: 1',
      'ledger verify: 1,350 rows, the chain holds',
      '',
      "bandwidth of 1 links equals the devices' own counters: off by 0.2 % at most (allowed 1 %)",
      '  through 1 wrap of 32-bit counters and 1 agent restart',
      '  link    covered  counters in/out  measured in/out  InfluxDB in/out  off by',
      '  line-1  51/54 s  180.5/0.2 MB     180.1/0.2 MB     180.1/0.2 MB     0.2 %   wrapped 1×, 1 gap',
      '',
      'InfluxDB has all 5,682 readings; points by measurement:',
      '  reach 5,483, service 199, event 404',
      '',
      'everything the demo made has been removed; --keep keeps it',
      'Every fault was found, and nothing else.',
    ]);
  });

  test('says that probes were late, and in a demo that failed, that the machine was busy', () => {
    const late = { ...fine, edges: { ...fine.edges, late: 2 } };
    expect(renderResult(late, context)).toContain(
      'but for 2 outages: probes were late, and the edges lie within the bounds on record',
    );

    expect(renderResult({ ...fine, isFine: false, idleRatio: 0.004 }, context)).toContain(
      'This machine was idle for 0.4 % of the time only',
    );
    expect(renderResult({ ...fine, isFine: false }, context)).not.toContain('idle');
  });

  test('names what was not found, what nobody made, and what is missing', () => {
    const [fault] = fine.faults;
    const result: DemoResult = {
      ...fine,
      isFine: false,
      faults: fault ? [{ ...fault, found: 15, amiss: ['link:line-1 reach'], verdict: 'missed' }] : [],
      unexpected: [
        { entity: 'device:cam-9', shows: 'reach', state: 'down', fromMs: AT_MS, reason: 'timeout' },
        { entity: 'device:cam-9', shows: 'clock-drift', state: 'finding', fromMs: AT_MS },
      ],
      edges: { ...fine.edges, beyond: 1 },
      bandwidth: { ...fine.bandwidth, isFine: false, worstErrorRatio: 0.023 },
      ledger: { rows: 1_350, problems: ['row 12 was changed'] },
      influx: { points: { reach: 5_000, service: 0 }, readings: 5_682, dropped: 0, queued: 0 },
    };

    const text = renderResult(result, context);

    expect(text).toContain('15/16  NOT FOUND\n  #1 link:line-1 reach\n');
    expect(text).toContain(
      '2 ON RECORD THAT THE SCRIPT DID NOT CAUSE:\n  device:cam-9 reach 10:44:30.0 -  down timeout\n  device:cam-9 clock-drift 10:44:30.0 -  finding\n',
    );
    expect(text).toContain('1 EDGE LIES FURTHER OFF THAN INTERVAL AND PROBE ALLOW');
    expect(text).toContain(
      "BANDWIDTH OF 1 LINKS AGAINST THE DEVICES' OWN COUNTERS: OFF BY 2.3 % (allowed 1 %)",
    );
    expect(text).toContain('LEDGER VERIFY: row 12 was changed');
    expect(text).toContain('INFLUXDB HAS 5,000 OF 5,682 READINGS');
    expect(text).toMatch(/The ledger and the script do not agree\.$/);
  });

  test('a demo stopped before anything broke claims nothing', () => {
    const { influx: _influx, ...rest } = fine;

    const text = renderResult({ ...rest, faults: [], keptIn: '/tmp/kept' }, context);

    expect(text).toContain('The demo ended before the script broke anything.');
    expect(text).not.toContain('Every fault was found');
    expect(text).toContain(
      'kept in /tmp/kept\nlook into it with ./camwatch ledger verify --config /tmp/kept/city',
    );
  });

  test('points that wait on disk are said to wait', () => {
    const influx = { points: {}, readings: 5_682, dropped: 0, queued: 700 };

    expect(renderResult({ ...fine, influx }, context)).toContain(
      'InfluxDB did not answer at the end: 700 points wait on disk',
    );
  });
});
