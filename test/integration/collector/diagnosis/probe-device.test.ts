import { describe, expect, test, vi } from 'vitest';
import type { Asking } from '#collector/diagnosis/checks/asking.ts';
import { DEFAULT_SETTINGS } from '#collector/diagnosis/plan-address.ts';
import { checksOf, probeDevice } from '#collector/diagnosis/probe-device.ts';
import { ProbeError, type Target } from '#collector/probing/prober.ts';
import type { Engine } from '#collector/scheduler/probe-batch.ts';
import { buildWatchList } from '#collector/scheduler/watch-list.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { WholeReport } from '#core/domain/device-report.ts';
import type { Device, Link } from '#core/domain/inventory.ts';
import { asAllEngines } from '#test/support/engines.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';
import { PATIENCE } from '#test/support/patience.ts';

const { profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    camera: { reach: { prober: 'icmp' }, service: { prober: 'onvif' } },
    switch: { reach: { prober: 'icmp' }, service: { prober: 'snmp' } },
    recorder: { reach: { prober: 'icmp' }, recording: { prober: 'onvif' } },
    'by-channel': { stream: { prober: 'channel' } },
  },
});

/** What a made-up network answers: `undefined` is silence. */
type Answers = (target: Target, count: number) => WholeReport | undefined;

interface City {
  readonly devices: readonly Device[];
  readonly links?: readonly Link[];
  readonly answers: Answers;
  readonly stop?: AbortSignal;
  readonly times?: number;
  readonly everyMs?: number;
}

/** Probes the device `cam` in a city whose network the test makes up; tells which addresses were asked. */
async function probeCamera({ devices, links = [], answers, stop, times = 1, everyMs = 0 }: City) {
  const asked: string[] = [];
  const counts = new Map<string, number>();
  // A second passes with each probe, however often the clock is read.
  let nowMs = Date.UTC(2026, 0, 1);
  const engine: Engine = {
    fallbackPort: undefined,
    prober: {
      mode: 'single',
      concurrency: 20,
      probe: async (target) => {
        asked.push(target.address);
        nowMs += 1_000;
        const count = counts.get(target.address) ?? 0;
        counts.set(target.address, count + 1);
        const report = answers(target, count);
        if (report === undefined) throw new ProbeError('timeout', 'no answer');
        return { measurements: {}, report };
      },
    },
  };
  const asking: Asking = {
    engines: asAllEngines(engine),
    reachEngine: 'fping',
    resolve: async (address) => address,
    credentialsOf: async () => undefined,
    nowMs: () => nowMs,
    stop: stop ?? new AbortController().signal,
    pollsApartMs: 1,
    onProgress: () => undefined,
  };
  const inventory = inventoryOf({ devices, links });
  const watches = buildWatchList(inventory, profiles);
  const [camera] = devices;
  if (camera === undefined) throw new Error('a city needs a device');
  const { scheduled, isByChannel } = checksOf(camera.id, { watches });
  const plan = {
    device: camera,
    watches: scheduled,
    isByChannel,
    isInventoried: true,
    isWhole: true,
    city: { inventory, settings: DEFAULT_SETTINGS, watches },
    makers: [],
    times,
    everyMs,
  };
  const result = await probeDevice(plan, asking, () => undefined);
  return { result, asked, codes: result.conclusions.map(({ code }) => code) };
}

const camera = device({
  id: 'cam',
  address: '10.0.0.1',
  upstreams: [['device:sw']],
  attachedTo: { device: 'sw', name: 'ge1' },
});
const sw = device({
  id: 'sw',
  kind: 'switch',
  profile: 'switch',
  address: '10.0.0.2',
  upstreams: [['link:line']],
});
const mate = device({ id: 'mate', address: '10.0.0.3', upstreams: [['device:sw']] });
const line = link({ id: 'line', far: 'device:sw' });
const port = (inOctets: bigint, oper: 'up' | 'down' = 'up'): WholeReport => ({
  interfaces: [{ index: 1, name: 'ge1', admin: 'up', oper, counters: { bits: 64, inOctets, outOctets: 0n } }],
});

describe('a device that answers', () => {
  test('is asked alone: nothing around it is disturbed', async () => {
    const { asked, codes, result } = await probeCamera({
      devices: [camera, sw, mate],
      links: [line],
      answers: () => ({}),
    });

    expect(new Set(asked)).toEqual(new Set(['10.0.0.1']));
    expect(codes).toEqual(['all-up']);
    expect(result.notMeasured).toEqual(['stream', 'image']);
  });

  test('that makes countless steps is told of in 500, and how many more there were', async () => {
    const { result } = await probeCamera({
      devices: [camera],
      answers: ({ question }) => {
        for (let at = 1; at <= 1_700; at++) question?.trace?.({ kind: 'noted', text: `step ${at}` });
        return {};
      },
    });

    const [round] = result.looks.find(({ engine }) => engine === 'onvif')?.rounds ?? [];
    const texts = round?.steps.map(({ text }) => text);
    expect(texts).toHaveLength(501);
    expect(texts?.slice(-2)).toEqual(['step 500', 'and 1200 more steps']);
  });

  test('is asked for details first, and for what moves afterwards', async () => {
    const depths: (string | undefined)[] = [];

    await probeCamera({
      devices: [camera],
      times: 2,
      answers: ({ question }) => {
        if (question?.check.prober === 'onvif') depths.push(question.depth);
        return {};
      },
    });

    expect(depths).toEqual(['details', 'health']);
  });
});

describe('a silent device', () => {
  const silentBut =
    (others: Answers): Answers =>
    (target, count) =>
      target.address === '10.0.0.1' ? undefined : others(target, count);

  test('whose port carries traffic lives', async () => {
    const { codes, result } = await probeCamera({
      devices: [camera, sw, mate],
      links: [line],
      answers: silentBut(({ question }, count) =>
        question?.check.prober === 'snmp' ? port(BigInt(count) * 500_000n) : {},
      ),
    });

    expect(codes).toEqual(['port-traffic']);
    expect(result.surroundings?.port).toMatchObject({
      device: 'sw',
      name: 'ge1',
      fromDeviceBitsPerSecond: 4_000_000,
    });
  });

  test('whose port is down has no power or no cable', async () => {
    const { codes } = await probeCamera({
      devices: [camera, sw],
      links: [line],
      answers: silentBut(({ question }) => (question?.check.prober === 'snmp' ? port(0n, 'down') : {})),
    });

    expect(codes).toEqual(['port-down', 'way-fine', 'ping-silent']);
  });

  test('behind a silent switch is not the place to go to', async () => {
    const { codes, result } = await probeCamera({
      devices: [camera, sw, mate],
      links: [line],
      answers: () => undefined,
    });

    expect(codes).toEqual(['way-down', 'site-dark']);
    expect(result.conclusions[0]).toMatchObject({ values: { device: 'sw', link: 'line' } });
  });
});

test('a camera that only a recorder knows is asked for there', async () => {
  const channel = device({ id: 'cam', profile: 'by-channel', channelOf: { recorder: 'nvr', channel: 2 } });
  const nvr = device({ id: 'nvr', kind: 'nvr', profile: 'recorder', address: '10.0.0.9' });

  const { codes, result } = await probeCamera({
    devices: [channel, nvr],
    answers: () => ({ channels: [{ number: 2, video: 'lost', recording: 'on' }] }),
  });

  expect(codes).toEqual(['channel-lost']);
  expect(result.channel).toMatchObject({ recorder: 'nvr', channel: { video: 'lost' } });
});

test('stops soon between two rounds', async () => {
  const stopping = new AbortController();
  const answers = vi.fn(() => ({}));

  const probing = probeCamera({
    devices: [camera],
    answers,
    stop: stopping.signal,
    times: 2,
    everyMs: 60_000,
  });
  await vi.waitFor(() => expect(answers).toHaveBeenCalledTimes(2), PATIENCE);
  stopping.abort(new Error('enough'));

  await expect(probing).rejects.toThrow();
});
