import { expect, test } from 'vitest';
import { createRenderContext } from '#cli/probe/render-context.ts';
import { isAllUp, toJson } from '#cli/probe/to-json.ts';
import { device, link } from '#test/support/inventory.ts';
import { failed, lookOf, nothingAround, ping, resultOf, SENT_MS, well } from '#test/support/probe-look.ts';

const words = createRenderContext('en', 'Asia/Ho_Chi_Minh', (_style, text) => text);

test('holds everything, with octets as texts', () => {
  const counters = { bits: 64, inOctets: 2n ** 60n, outOctets: 1n } as const;
  const outcome = {
    ok: true,
    measurements: { responseMs: 4 },
    report: { interfaces: [{ index: 1, name: 'ge1', counters }] },
  } as const;
  const look = lookOf({
    check: { indicator: 'service', prober: 'snmp', timeoutMs: 2_000 },
    port: 161,
    outcomes: [outcome],
    steps: [{ kind: 'sent', afterMs: 1, text: 'GET sysUpTime' }],
  });

  expect(JSON.parse(JSON.stringify(toJson(resultOf({ looks: [look] }), words)))).toEqual({
    device: 'cam-1',
    isInventoried: true,
    stage: 'in-service',
    isAllUp: true,
    checks: [
      {
        indicator: 'service',
        prober: 'snmp',
        engine: 'snmp',
        address: '10.0.0.4',
        port: 161,
        transport: 'plain',
        timeoutMs: 2_000,
        rounds: [
          {
            sentMs: SENT_MS,
            tookMs: 12,
            state: 'up',
            outcome: {
              ok: true,
              measurements: { responseMs: 4 },
              report: {
                interfaces: [
                  {
                    index: 1,
                    name: 'ge1',
                    counters: { bits: 64, inOctets: '1152921504606846976', outOctets: '1' },
                  },
                ],
              },
            },
            steps: [{ kind: 'sent', afterMs: 1, text: 'GET sysUpTime' }],
          },
        ],
      },
    ],
    notMeasured: [],
    identity: [],
    interfaces: [],
    findings: [],
    conclusions: [],
    next: [],
  });
});

test('names what is around by id', () => {
  const surroundings = {
    ...nothingAround,
    way: [
      { link: link({ id: 'line-1' }), carrier: undefined },
      { device: device({ id: 'sw-1', address: '10.0.0.2' }), outcome: well },
    ],
  };

  expect(toJson(resultOf({ surroundings }), words)).toMatchObject({
    surroundings: { way: [{ link: 'line-1' }, { device: 'sw-1', address: '10.0.0.2', outcome: well }] },
  });
});

test.each([
  ['up', [ping(well)], true],
  ['down', [ping(well), ping(failed('timeout'))], false],
  ['refused', [ping(failed('locked'))], false],
] as const)('is all up or not: %s', (_case, looks, isUp) => {
  expect(isAllUp({ looks, channel: undefined })).toBe(isUp);
});

test('is not all up when a recorder lost the picture, or cannot be asked', () => {
  const place = { recorder: 'nvr-1', number: 1 };

  expect(
    isAllUp({ looks: [], channel: { ...place, channel: { number: 1, video: 'lost', recording: 'on' } } }),
  ).toBe(false);
  expect(isAllUp({ looks: [], channel: { ...place, failure: 'no answer' } })).toBe(false);
});
