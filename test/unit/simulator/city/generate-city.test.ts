import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { blocksOf } from '#simulator/city/blocks.ts';
import type { City } from '#simulator/city/city.ts';
import { renderCity } from '#simulator/city/render-city.ts';
import { surveyCity } from '#simulator/city/survey-city.ts';
import { generateHanoi, HANOI, HANOI_TIME_ZONE } from '../../../support/hanoi.ts';

const { areas } = HANOI.inventory;

function hashOf(city: City): string {
  const hash = createHash('sha256');
  for (const [name, text] of renderCity(city, HANOI_TIME_ZONE)) hash.update(`${name}\n${text}`);
  return hash.digest('hex');
}

describe('generateCity', () => {
  test('gives the same bytes for the same seed', () => {
    expect(hashOf(generateHanoi({ devices: 500, seed: 5 }))).toBe(
      hashOf(generateHanoi({ devices: 500, seed: 5 })),
    );
  });

  test('gives other bytes for another seed', () => {
    expect(hashOf(generateHanoi({ devices: 500, seed: 5 }))).not.toBe(
      hashOf(generateHanoi({ devices: 500, seed: 6 })),
    );
  });

  test('changes nothing but the first octet on private addresses', () => {
    const loopback = generateHanoi({ devices: 300, seed: 5 });
    const privately = generateHanoi({ devices: 300, seed: 5, addressing: 'private' });

    const tail = ({ devices }: City) =>
      [...devices.values()].map(({ address }) => address?.replace(/^\d+/, ''));
    expect(tail(privately)).toEqual(tail(loopback));
    expect(new Set(privately.devices.values().map(({ address = '10.' }) => address.split('.')[0]))).toEqual(
      new Set(['10']),
    );
  });

  test('keeps the plan’s proportion of fixed and moving cameras to the camera', () => {
    const { byKind, fixedCameras, ptzCameras } = surveyCity(
      generateHanoi({ devices: 20_000, seed: 1 }),
      areas,
    );

    expect(fixedCameras + ptzCameras).toBe(byKind.camera);
    expect(fixedCameras / (fixedCameras + ptzCameras)).toBeCloseTo(28_203 / (28_203 + 12_007), 3);
  });

  test('has the shape of a real city at its real size', () => {
    const city = generateHanoi({ devices: 20_000, seed: 1 });
    const { byKind, districts, areas: areaCount, channelCameras } = surveyCity(city, areas);
    const { camera = 0, nvr = 0 } = byKind;

    expect(districts).toBe(30);
    expect(areaCount).toBe(126);
    expect(camera / 20_000).toBeGreaterThan(0.75);
    expect(camera / nvr).toBeGreaterThan(16);
    expect(camera / nvr).toBeLessThan(32);
    expect(channelCameras / camera).toBeGreaterThan(0.05);
    const rented = city.links
      .values()
      .filter(({ medium }) => medium === 'rented-internet')
      .toArray();
    expect(rented.length / city.links.size).toBeGreaterThan(0.5);
    expect(rented.filter((link) => link.interface)).toEqual([]);
  });

  test('puts ordinary cameras to the purposes of the plan', () => {
    const { devices, sites } = generateHanoi({ devices: 20_000, seed: 1 });
    const purposes = devices
      .values()
      .flatMap(({ kind, site }) => (kind === 'camera' ? [sites.get(site)?.purpose] : []));
    const counts = Map.groupBy(purposes, (purpose) => purpose);
    const share = (purpose: 'security' | 'defence') => (counts.get(purpose)?.length ?? 0) / 16_000;

    // 23,736 and 227 of 40,210.
    expect(share('security')).toBeGreaterThan(0.5);
    expect(share('security')).toBeLessThan(0.7);
    expect(share('defence')).toBeLessThan(0.02);
  });

  test('keeps defence sites secret', () => {
    const { sites } = generateHanoi({ devices: 20_000, seed: 1 });
    const defence = sites
      .values()
      .filter(({ purpose }) => purpose === 'defence')
      .toArray();

    expect(defence.length).toBeGreaterThan(0);
    expect(defence.filter(({ secrecy }) => secrecy !== 'secret')).toEqual([]);
  });

  test('spreads a demo over all former districts, with a link to cut and a ward to darken', () => {
    const city = generateHanoi({ devices: 300, seed: 7 });
    const { ofLink, ofArea, lostWith } = blocksOf(city);

    const wide = city.links.keys().find((id) => {
      const cameras = lostWith(`link:${id}`).filter(({ kind }) => kind === 'camera');
      return cameras.length >= 8 && ofLink(id).length === 1;
    });
    expect(surveyCity(city, areas).districts).toBe(30);
    expect(wide).toBeDefined();
    const usedAreas = new Set(city.sites.values().map(({ area }) => area));
    expect([...usedAreas].flatMap(ofArea).filter((block) => !block.endsWith('.0/24'))).toEqual([]);
  });

  test('hands devices over on the three dates of 2025, and leaves some owners open', () => {
    const city = generateHanoi({ devices: 2_000, seed: 1 });

    const dates = new Set(Array.from(city.handovers, ({ atMs }) => new Date(atMs).toISOString()));
    expect([...dates]).toEqual([
      '2025-02-28T17:00:00.000Z',
      '2025-06-30T17:00:00.000Z',
      '2025-09-30T17:00:00.000Z',
    ]);
    expect(surveyCity(city, areas).undeterminedOwners).toBeGreaterThan(0);
  });

  test('hangs every device behind a switch on a port of it', () => {
    const { devices } = generateHanoi({ devices: 2_000, seed: 1 });

    const behind = devices
      .values()
      .filter(({ upstreams }) => upstreams[0]?.[0]?.startsWith('device:sw-'))
      .toArray();
    expect(behind.length).toBeGreaterThan(1_000);
    expect(
      behind.filter(({ attachedTo, upstreams }) => upstreams[0]?.[0] !== `device:${attachedTo?.device}`),
    ).toEqual([]);
  });

  test('measures lines where their near end is ours, rented Internet nowhere', () => {
    const links = [...generateHanoi({ devices: 300, seed: 1 }).links.values()];

    const withoutPort = Map.groupBy(
      links.filter((link) => link.interface === undefined),
      ({ medium }) => medium,
    );
    expect([...withoutPort.keys()]).toEqual(['rented-internet']);
    expect(links.filter((link) => link.interface && link.near !== `device:${link.interface.device}`)).toEqual(
      [],
    );
  });

  test('names where the passwords are kept by what opens with them, and none for what nobody opens', () => {
    const { devices } = generateHanoi({ devices: 2_000, seed: 1 });

    const byProfile = new Map(devices.values().map(({ profile, credentials }) => [profile, credentials]));
    expect(Object.fromEntries(byProfile)).toEqual({
      'camera-fixed': 'credential:camera',
      'camera-ptz': 'credential:camera',
      'camera-forwarded': 'credential:camera-donated',
      'camera-channel': undefined,
      recorder: 'credential:recorder',
      'recorder-snmp': 'credential:recorder',
      router: 'credential:snmp-v3',
      'household-router': undefined,
      switch: 'credential:snmp',
      ups: 'credential:snmp',
      server: undefined,
      controller: undefined,
    });
  });

  test('says what the facts lack that the recipe names', () => {
    const facts = { ...HANOI.inventory, contractors: new Map() };

    expect(() => generateHanoi({ devices: 300, seed: 1, facts })).toThrow(
      /^the recipe of simulated cities \(simulator\/city\/recipe\.yaml\) names a carrier "vien-thong-\d", which the configuration does not have$/,
    );
  });

  test('reports its progress up to the end', () => {
    const done: number[] = [];

    generateHanoi({ devices: 1_000, seed: 1, onProgress: (count) => done.push(count) });

    expect(done.at(-1)).toBe(1_000);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });
});
