import { describe, expect, test } from 'vitest';
import type { Area, Device, Site } from '#core/domain/inventory.ts';
import type { Revision, RevisionKind } from '#core/domain/revision.ts';
import type { Change } from '#core/domain/state.ts';
import { toJson } from '#core/text/to-json.ts';
import { days, hours } from '#core/time/units.ts';
import { buildFigures } from '#reports/figures/build-figures.ts';
import { isMissing, type Missing } from '#reports/figures/document/figure-parts.ts';
import { figuresOptions } from '../../../support/figures-year.ts';
import { device } from '../../../support/inventory.ts';
import { openLedgerOf, type Recorded } from '../../../support/settlement-ledger.ts';
import { change } from '../../../support/temp-ledger.ts';

const FROM_MS = Date.parse('2024-12-01T00:00+07:00');
const TO_MS = Date.parse('2025-11-16T00:00+07:00');

const AGENCY = { id: 'a', name: 'Sở A', kind: 'department', successors: [] };

const revision = (kind: RevisionKind, body: { readonly id: string }): Revision => ({
  kind,
  id: body.id,
  fromMs: FROM_MS,
  body: toJson(body),
});
const area = (id: string, given: Partial<Area> = {}): Area => ({
  id,
  code: '00004',
  listVersion: '2025-07-01',
  name: `Phường ${id}`,
  nameEn: id,
  kind: 'phuong',
  district: 'd',
  longitude: 105,
  latitude: 21,
  successors: [],
  ...given,
});
const site = (id: string, given: Partial<Site> = {}): Site => ({
  id,
  name: `Nút ${id}`,
  area: 'one',
  kind: 'junction',
  purpose: 'traffic',
  secrecy: 'public',
  longitude: 105,
  latitude: 21,
  ...given,
});
const camera = (id: string, given: Partial<Device> = {}): Device =>
  device({
    id,
    agency: 'a',
    contracts: ['c'],
    programme: 'p',
    serial: id,
    cameraClass: 'fixed',
    certificate: { number: 'QCVN 1' },
    ...given,
  });

const recorded = (given: {
  readonly sites: readonly Site[];
  readonly devices: readonly Device[];
  readonly changes: readonly Change[];
  readonly areas?: readonly Area[];
  readonly watchedToMs?: number;
}): readonly Recorded[] => [
  {
    recordedMs: FROM_MS,
    revisions: [
      revision('agency', AGENCY),
      ...(given.areas ?? [area('one'), area('two')]).map((body) => revision('area', body)),
      ...given.sites.map((body) => revision('site', body)),
      ...given.devices.map((body) => revision('device', body)),
    ],
  },
  {
    recordedMs: TO_MS,
    changes: given.changes,
    coverage: [{ fromMs: FROM_MS, toMs: given.watchedToMs ?? TO_MS, closed: 'stop' }],
  },
];

const sectionsOf = (given: readonly Recorded[]) =>
  buildFigures(openLedgerOf(given), figuresOptions()).sections;

function present<Section extends object>(section: Section | Missing): Section {
  if (isMissing(section)) throw new Error(section.missing.code);
  return section;
}

describe('blind spots', () => {
  test('a place is blind since its last camera failed, whatever the reasons were called meanwhile', () => {
    const failedMs = TO_MS - days(3);
    const { blind } = sectionsOf(
      recorded({
        sites: [site('dark'), site('half'), site('unknown'), site('secret', { secrecy: 'secret' })],
        devices: [
          camera('dark-1', { site: 'dark' }),
          camera('dark-2', { site: 'dark' }),
          camera('half-1', { site: 'half' }),
          camera('half-2', { site: 'half' }),
          camera('unknown-1', { site: 'unknown' }),
          camera('secret-1', { site: 'secret' }),
        ],
        changes: [
          change('device:dark-1', 'down', TO_MS - days(9)),
          change('device:dark-2', 'up', TO_MS - days(9)),
          change('device:dark-2', 'down', failedMs),
          change('device:dark-2', 'down', failedMs + hours(1), { reason: 'refused' }),
          change('device:half-1', 'up', TO_MS - days(9)),
          change('device:half-2', 'down', TO_MS - days(9)),
          change('device:secret-1', 'down', TO_MS - days(9)),
        ],
        watchedToMs: TO_MS - hours(1),
      }),
    );

    expect(present(blind)).toEqual({
      atMs: TO_MS - hours(1),
      area: { places: 1, blind: 0, unproven: 0, rows: [], secretLeftOut: 0, notListed: 0 },
      junction: {
        places: 4,
        blind: 2,
        unproven: 1,
        rows: [{ id: 'dark', name: 'Nút dark', cameras: 2, sinceMs: failedMs }],
        secretLeftOut: 1,
        notListed: 0,
      },
      site: {
        places: 4,
        blind: 2,
        unproven: 1,
        rows: [{ id: 'dark', name: 'Nút dark', cameras: 2, sinceMs: failedMs }],
        secretLeftOut: 1,
        notListed: 0,
      },
      areasWithoutCamera: 1,
    });
  });

  test('video that does not flow is no picture, and cameras that are paused or retired do not count', () => {
    const lifecycle = (...more: Device['lifecycle']): Pick<Device, 'lifecycle'> => ({
      lifecycle: [{ stage: 'in-service', atMs: FROM_MS }, ...more],
    });
    const { blind } = sectionsOf(
      recorded({
        sites: [site('still'), site('rest'), site('pole', { kind: 'public-place' })],
        devices: [
          camera('still-1', { site: 'still' }),
          camera('paused', { site: 'still', ...lifecycle({ stage: 'paused', atMs: FROM_MS + 1 }) }),
          camera('retired', { site: 'rest', ...lifecycle({ stage: 'retired', atMs: TO_MS - 1 }) }),
          camera('pole-1', { site: 'pole' }),
        ],
        changes: [
          change('device:still-1', 'up', FROM_MS),
          change('device:still-1', 'down', TO_MS - days(1), { indicator: 'stream' }),
          change('device:paused', 'up', FROM_MS),
          change('device:pole-1', 'degraded', FROM_MS),
        ],
      }),
    );

    const { junction, site: all } = present(blind);
    expect(junction).toMatchObject({
      places: 1,
      blind: 1,
      rows: [{ id: 'still', sinceMs: TO_MS - days(1) }],
    });
    expect(all).toMatchObject({ places: 2, blind: 1 });
  });
});

test('where no ward of that time is on record none is said to be without a camera', () => {
  const { blind } = sectionsOf(
    recorded({
      areas: [area('one', { validFromMs: TO_MS + days(90) }), area('two', { validFromMs: TO_MS + days(90) })],
      sites: [site('pole')],
      devices: [camera('pole-1', { site: 'pole' })],
      changes: [change('device:pole-1', 'up', FROM_MS)],
    }),
  );

  expect(present(blind)).not.toHaveProperty('areasWithoutCamera');
});

describe('what the inventory lacks', () => {
  test('is counted of what is there, with examples, none of secret sites', () => {
    const { quality } = sectionsOf(
      recorded({
        areas: [area('one'), area('ended', { validToMs: TO_MS - days(9) })],
        sites: [
          site('good'),
          site('old', { area: 'ended' }),
          site('secret', { secrecy: 'secret' }),
          { id: 'bare', name: 'Cột', area: 'gone', kind: 'other', purpose: 'security', secrecy: 'public' },
        ],
        devices: [
          camera('good-1', { site: 'good' }),
          camera('old-1', { site: 'old' }),
          device({ id: 'bare-1', site: 'bare' }),
          device({ id: 'secret-1', site: 'secret' }),
          camera('later', { site: 'good', lifecycle: [{ stage: 'installed', atMs: TO_MS }] }),
          camera('gone', { site: 'good', contracts: [], lifecycle: [{ stage: 'retired', atMs: FROM_MS }] }),
        ],
        changes: [change('device:good-1', 'up', FROM_MS)],
      }),
    );

    const { devices, rows } = present(quality);
    expect(devices).toBe(4);
    expect(
      Object.fromEntries(rows.map(({ id, devices: count, examples }) => [id, [count, examples]])),
    ).toEqual({
      'no-agency': [2, ['bare-1']],
      'agency-ended': [0, []],
      'no-area': [1, ['bare-1']],
      'area-ended': [1, ['old-1']],
      'no-coordinates': [1, ['bare-1']],
      'no-contract': [2, ['bare-1']],
      'no-certificate': [2, ['bare-1']],
      'no-programme': [2, ['bare-1']],
      'no-serial': [2, ['bare-1']],
      'no-class': [2, ['bare-1']],
      undated: [1, ['later']],
      'never-measured': [3, ['bare-1', 'old-1']],
    });
    expect(rows.find(({ id }) => id === 'no-agency')).toMatchObject({
      named: [{ id: 'bare-1' }],
      notNamed: 1,
    });
  });
});
