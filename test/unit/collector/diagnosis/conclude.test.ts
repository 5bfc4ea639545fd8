import { describe, expect, test } from 'vitest';
import type { DeviceLook, PortLook, Surroundings } from '#collector/diagnosis/checks/surroundings.ts';
import { conclude } from '#collector/diagnosis/conclude.ts';
import type { ProbeResult } from '#collector/diagnosis/result.ts';
import { device, link } from '#test/support/inventory.ts';
import {
  failed,
  nothingAround,
  onvif,
  ping,
  resultOf,
  rtsp,
  SENT_MS,
  well,
} from '#test/support/probe-look.ts';

const codesOf = (given: Partial<ProbeResult>) => conclude(resultOf(given), SENT_MS).map(({ code }) => code);
const around = (given: Partial<Surroundings>): Surroundings => ({ ...nothingAround, ...given });
const silent = [ping(failed('timeout')), onvif(failed('timeout'))];
const look = (id: string, isAnswering: boolean): DeviceLook => ({
  device: device({ id, address: '10.0.0.2' }),
  outcome: isAnswering ? well : failed('timeout'),
});
const line = {
  link: link({ id: 'line-1', carrier: 'vt', circuit: 'C-1' }),
  carrier: { name: 'Viễn thông 1', hotline: '1900' },
};
const port: PortLook = {
  device: 'sw-1',
  name: 'ge1',
  sample: { index: 1, name: 'ge1', admin: 'up', oper: 'up' },
};

describe('what follows from all looks', () => {
  test('nothing is to be done where all is well, but for the findings', () => {
    expect(conclude(resultOf({ looks: [ping(well), onvif(well)] }), SENT_MS)).toEqual([
      { code: 'all-up', values: { checks: 2, findings: 0 } },
    ]);
  });

  test('a device that is not in service says so first', () => {
    const retired = device({ id: 'cam-1', lifecycle: [{ stage: 'retired', atMs: 0 }] });

    expect(codesOf({ device: retired, stage: 'retired', looks: silent })[0]).toBe('not-watched');
  });

  test('an address of the command line is in no service', () => {
    expect(
      codesOf({ isInventoried: false, device: device({ id: 'x', lifecycle: [] }), looks: [ping(well)] }),
    ).toEqual(['all-up']);
  });

  test('a blind machine says nothing else about what is around', () => {
    const canaries = { atMs: SENT_MS, isGood: false, detail: 'no canary answered (10.0.0.1)' };

    expect(
      codesOf({ looks: silent, surroundings: around({ canaries, way: [look('sw-1', false)], port }) }),
    ).toEqual(['blind']);
  });

  test('missing credentials are named, with the problem', () => {
    expect(conclude(resultOf({ credentialsProblem: 'env:CAM: got none' }), SENT_MS)).toEqual([
      { code: 'credentials-missing', values: { problem: 'env:CAM: got none' } },
    ]);
  });
});

describe('the way to a silent device', () => {
  test('is down at the first silent device behind the last that answers, with the line in front of it', () => {
    const way = [look('rt-1', true), line, look('sw-1', false), look('sw-2', false)];

    expect(conclude(resultOf({ looks: silent, surroundings: around({ way }) }), SENT_MS)[0]).toEqual({
      code: 'way-down',
      values: { device: 'sw-1', address: '10.0.0.2', link: 'line-1', carrier: 'Viễn thông 1, C-1, 1900' },
    });
  });

  test('is fine where a redundant router is silent and what lies behind it answers', () => {
    const way = [look('rt-1', false), look('rt-2', true), line, look('sw-1', true)];

    expect(codesOf({ looks: silent, surroundings: around({ way }) })).toEqual(['way-fine', 'ping-silent']);
  });

  test('is not known where nothing on it was asked', () => {
    expect(codesOf({ looks: silent, surroundings: around({ way: [line] }) })).toEqual(['ping-silent']);
  });

  test('a site is dark when none beside it answers', () => {
    const neighbours = [look('cam-2', false), look('cam-3', false)];

    expect(codesOf({ looks: silent, surroundings: around({ neighbours }) })).toEqual([
      'site-dark',
      'ping-silent',
    ]);
  });

  test('that neighbours answer says more than that the way does', () => {
    const seen = around({
      way: [look('sw-1', true)],
      neighbours: [look('cam-2', true), look('cam-3', false)],
    });

    expect(conclude(resultOf({ looks: silent, surroundings: seen }), SENT_MS)[0]).toEqual({
      code: 'neighbours-answer',
      values: { answered: 1, asked: 2 },
    });
  });
});

describe('the port of the switch', () => {
  const seenAt = (given: Partial<PortLook>) =>
    codesOf({
      looks: silent,
      surroundings: around({ port: { ...port, ...given }, neighbours: [look('cam-2', true)] }),
    });

  test('with traffic proves the device alive, whatever else is said', () => {
    expect(seenAt({ fromDeviceBitsPerSecond: 4e6 })).toEqual(['port-traffic']);
  });

  test('without traffic means that the device hangs', () => {
    expect(seenAt({ fromDeviceBitsPerSecond: 200 })[0]).toBe('port-idle');
  });

  test.each([
    ['port-off', { sample: { index: 1, name: 'ge1', admin: 'down', oper: 'down' } }],
    ['port-down', { sample: { index: 1, name: 'ge1', admin: 'up', oper: 'down' } }],
    ['port-unknown', { sample: undefined, failure: 'timeout' }],
  ] as const)('is told of: %s', (code, given) => {
    const { sample: _, ...bare } = port;
    const seen = given.sample === undefined ? { ...bare, failure: 'timeout' } : { ...port, ...given };

    expect(codesOf({ looks: silent, surroundings: around({ port: seen }) })[0]).toBe(code);
  });

  test('that gives no power is told of beside a link that is down', () => {
    const sample = { index: 1, name: 'ge1', admin: 'up', oper: 'down' } as const;

    expect(seenAt({ sample, poe: { interface: 'ge1', isDelivering: false } }).slice(0, 2)).toEqual([
      'port-down',
      'poe-off',
    ]);
  });
});

describe('pings beside other checks', () => {
  test.each([
    ['filtered, where another check is answered', [ping(failed('timeout')), rtsp(well)], ['ping-filtered']],
    [
      'filtered, where another check is refused for the login',
      [ping(failed('timeout')), onvif(failed('locked'))],
      ['ping-filtered'],
    ],
    [
      'refused, where another check is refused at once',
      [ping(failed('timeout')), rtsp(failed('refused'))],
      ['ping-refused'],
    ],
    ['answered, where another check is not', [ping(well), onvif(failed('timeout'))], ['ping-answers']],
    ['silent like the rest', [ping(failed('timeout')), onvif(failed('timeout'))], ['ping-silent']],
    [
      'silent, and all else refused',
      [ping(failed('timeout')), onvif(failed('refused')), rtsp(failed('refused'))],
      ['all-refused'],
    ],
  ] as const)('%s', (_case, looks, codes) => {
    expect(codesOf({ looks }).slice(0, 1)).toEqual(codes);
  });

  test('a ping that nobody had asked for counts as well', () => {
    expect(codesOf({ looks: [onvif(failed('timeout'))], surroundings: around({ ping: well }) })).toEqual([
      'ping-answers',
    ]);
  });
});

describe('access', () => {
  test('refused is no outage', () => {
    expect(codesOf({ looks: [onvif(failed('credentials'), { credentials: 'env:CAM' })] })).toEqual([
      'no-access',
    ]);
  });

  test('wanted where none is named is asked for', () => {
    expect(codesOf({ looks: [onvif(failed('credentials'))] })).toEqual(['no-credentials']);
  });

  test('refused for the details only is told, though the check is well', () => {
    const report = { access: { protocol: 'onvif', refused: 'credentials' } } as const;

    expect(codesOf({ looks: [onvif({ ok: true, measurements: {}, report })] })).toEqual([
      'details-refused',
      'all-up',
    ]);
  });
});

describe('a channel of a recorder', () => {
  const channel = { recorder: 'nvr-1', number: 4 };

  test.each([
    ['channel-present', { channel: { number: 4, video: 'present', recording: 'on' } }],
    ['channel-lost', { channel: { number: 4, video: 'lost', recording: 'on' } }],
    ['channel-unknown', { failure: 'no answer' }],
  ] as const)('%s', (code, given) => {
    expect(codesOf({ channel: { ...channel, ...given } })).toEqual([code]);
  });
});
