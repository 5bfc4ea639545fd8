import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linksInFrontOf } from '#core/domain/links-in-front.ts';
import { blocksOf } from '#simulator/city/blocks.ts';
import type { City } from '#simulator/city/city.ts';
import { generateHanoi } from '../../../support/hanoi.ts';

const anyCity = fc.record({
  devices: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 100, max: 1_500 })),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

function holds(check: (city: City, devices: number) => void): void {
  fc.assert(
    fc.property(anyCity, ({ devices, seed }) => {
      check(generateHanoi({ devices, seed }), devices);
    }),
    { numRuns: 25 },
  );
}

describe('generateCity, for any seed and size', () => {
  test('makes exactly as many devices as were asked for, with ids of their own', () => {
    holds(({ devices }, wanted) => {
      expect(devices.size).toBe(wanted);
    });
  });

  test('names nothing that is not there', () => {
    holds(({ sites, devices, links }) => {
      const exists = (entity: string) =>
        entity === 'core' ||
        { device: devices, link: links, site: sites }[entity.split(':')[0] ?? '']?.has(
          entity.slice(entity.indexOf(':') + 1),
        );

      for (const device of devices.values()) {
        expect(sites.has(device.site)).toBe(true);
        expect(device.upstreams.flat().filter((member) => !exists(member))).toEqual([]);
      }
      for (const link of links.values()) {
        expect([link.near, link.far].filter((end) => !exists(end))).toEqual([]);
        if (!link.interface) continue;
        expect(devices.get(link.interface.device)?.interfaces).toContain(link.interface.name);
      }
    });
  });

  test('leads every device to the core, over a core router or at most two links', () => {
    holds((city) => {
      const inFront = linksInFrontOf(city);
      for (const { id, upstreams } of city.devices.values()) {
        if (id.startsWith('rt-core-')) continue;
        expect(upstreams.length).toBeGreaterThan(0);
        expect(inFront.get(id)?.size).toBeLessThanOrEqual(2);
      }
    });
  });

  test('gives no address and port twice, and no channel of a recorder', () => {
    holds(({ devices }) => {
      const places = [...devices.values()].map(({ address, port, channelOf }) =>
        channelOf ? `${channelOf.recorder}#${channelOf.channel}` : `${address}:${port}`,
      );

      expect(new Set(places).size).toBe(devices.size);
    });
  });

  test('gives no port of a switch or router twice, to a device or to a line', () => {
    holds(({ devices, links }) => {
      const places = [
        ...[...devices.values()].flatMap(({ attachedTo }) => attachedTo ?? []),
        ...[...links.values()].flatMap((link) => link.interface ?? []),
      ];

      expect(new Set(places.map(({ device, name }) => `${device}#${name}`)).size).toBe(places.length);
      for (const { device, name } of places) expect(devices.get(device)?.interfaces).toContain(name);
    });
  });

  test('hangs cameras on switches, recorders and household routers, never on what carries a whole ward', () => {
    holds(({ devices }) => {
      const carriers = devices.values().flatMap(({ kind, upstreams }) => {
        const upstream = upstreams[0]?.[0] ?? '';
        return kind === 'camera' && /^device:rt-(.+-office|agg-.+|core-.+)$/.test(upstream) ? [upstream] : [];
      });

      expect(carriers.toArray()).toEqual([]);
    });
  });

  test('asks no recorder for more channels than it has', () => {
    holds(({ devices }) => {
      const channels = devices.values().flatMap(({ channelOf }) => (channelOf ? [channelOf.channel] : []));

      expect(channels.filter((channel) => channel < 1 || channel > 32).toArray()).toEqual([]);
    });
  });

  test('cuts with the blocks of a link exactly what is lost with it', () => {
    holds((city) => {
      const { ofLink, lostWith } = blocksOf(city);
      for (const link of city.links.keys()) {
        const blocks = ofLink(link);
        const lost = lostWith(`link:${link}`).filter(({ address }) => address !== undefined);
        const cut = [...city.devices.values()].filter(
          ({ address }) => address !== undefined && blocks.some((block) => isWithin(address, block)),
        );

        expect(cut.map(({ id }) => id).sort()).toEqual(lost.map(({ id }) => id).sort());
      }
    });
  });
});

/** A second way to the same answer, on texts of bits. */
function isWithin(address: string, block: string): boolean {
  const [base = '', length] = block.split('/');
  const bits = (text: string) =>
    text
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('')
      .slice(0, Number(length));
  return bits(address) === bits(base);
}
