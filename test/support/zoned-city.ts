import type { Config } from '#config/load-config.ts';
import { MEASURED_SERIES, SERIES } from '#core/names/series.ts';
import { rowsOf, type SyntheticPoints, synthesizePoints } from '#demo/preview/synthetic-points.ts';
import { HANOI } from './hanoi.ts';

/** Zones that the sample city is divided into. */
export const ZONES = ['north', 'south'] as const;
export type Zone = (typeof ZONES)[number];

const MEASURED = new Set<string>(MEASURED_SERIES.map((name) => SERIES[name].measurement));

/** The sample city with its districts in two network zones, each with an InfluxDB of its own. */
export function zonedCity(urls: Readonly<Record<Zone, string>>, centre: string): Config {
  const { inventory, settings } = HANOI;
  const sites = new Map(
    inventory.sites.entries().map(([id, site]) => [id, { ...site, zone: zoneOfArea(site.area) }]),
  );
  const server = (zone: Zone) => ({ url: urls[zone], readUrl: urls[zone], database: 'camwatch' });
  const influx = {
    ...{ url: centre, database: 'camwatch', queueDir: 'queue', queueLimitBytes: 1e9 },
    ...{ replayBytesPerSecond: 1e6, resolution: 'auto' as const, also: [] },
    zones: { north: server('north'), south: server('south') },
  } satisfies Config['settings']['influx'];
  return { ...HANOI, inventory: { ...inventory, sites }, settings: { ...settings, influx } };
}

/** Wards are put into zones by the first letter of their district. */
export function zoneOfArea(area: string): Zone {
  return zoneOfDistrict(HANOI.inventory.areas.get(area)?.district ?? '');
}

export const zoneOfDistrict = (district: string): Zone => (district < 'd' ? 'north' : 'south');

export interface ZonedPoints {
  /** What is written once, where the record is, the word of the centre of itself included. */
  readonly record: readonly SyntheticPoints[];
  /** What is measured in each zone, by its collector. */
  readonly zones: Readonly<Record<Zone, readonly SyntheticPoints[]>>;
}

export function synthesizeZonedPoints(nowMs: number): ZonedPoints {
  const all = synthesizePoints(rowsOf(HANOI.inventory), nowMs);
  const taken = (take: (line: string, measurement: string) => string | undefined) =>
    all.map(({ policy, lines }) => ({
      policy,
      lines: lines.flatMap((line) => take(line, measurementOf(line)) ?? []),
    }));
  const ofZone = (zone: Zone) =>
    taken((line, measurement) => {
      if (measurement === 'collector') return line.replace('collector=collector-1', `collector=${zone}-1`);
      return MEASURED.has(measurement) && zoneOfDistrict(districtOf(line)) === zone ? line : undefined;
    });
  return {
    record: taken((line, measurement) =>
      measurement === 'collector' || !MEASURED.has(measurement) ? line : undefined,
    ),
    zones: { north: ofZone('north'), south: ofZone('south') },
  };
}

const measurementOf = (line: string): string => /^[^, ]+/.exec(line)?.[0] ?? '';

const districtOf = (line: string): string => /,district=([^, ]+)/.exec(line)?.[1] ?? '';
