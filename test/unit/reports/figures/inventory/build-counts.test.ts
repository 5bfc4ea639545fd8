import { describe, expect, test } from 'vitest';
import { placeDevices } from '#reports/figures/document/placed-devices.ts';
import { buildCounts } from '#reports/figures/inventory/build-counts.ts';
import { buildStages } from '#reports/figures/inventory/build-stages.ts';
import { buildTargets } from '#reports/figures/inventory/build-targets.ts';
import { figuresInventory } from '../../../../support/figures-inventory.ts';

const WINDOW = {
  fromMs: 100,
  toMs: 200,
  firstDate: '2024-12-01',
  lastDate: '2025-11-15',
  days: 350,
  length: 'year' as const,
};
const CITY = { kind: 'city' } as const;

const inventory = figuresInventory({
  areas: [{ id: 'ward-1' }],
  agencies: [{ id: 'a', name: 'Sở “A” & <B>' }],
  sites: [
    { id: 'site-1' },
    { id: 'site-2', kind: 'key-target', purpose: 'security', secrecy: 'secret' },
    { id: 'nowhere', area: 'gone' },
  ],
  devices: [
    {
      id: 'ptz',
      steps: [['installed', 50]],
      turns: [[0, { agency: 'a', cameraClass: 'ptz', programme: 'p' }]],
    },
    { id: 'fixed', steps: [['paused', 50]], turns: [[0, { cameraClass: 'fixed', site: 'site-2' }]] },
    { id: 'neither', steps: [['in-service', 150]], turns: [[0, { agency: 'a', site: 'nowhere' }]] },
    {
      id: 'switch',
      steps: [['accepted', 50]],
      turns: [[0, { kind: 'switch', agency: 'a', site: 'unknown' }]],
    },
    {
      id: 'retired',
      steps: [
        ['installed', 50],
        ['retired', 199],
      ],
      turns: [[0, { agency: 'a' }]],
    },
    { id: 'wanted', steps: [['approved', 120]], turns: [[0, { agency: 'a' }]] },
    { id: 'undated', steps: [['requested', 300]], turns: [[0, { agency: 'a' }]] },
  ],
});
const placed = placeDevices(inventory, CITY, 199);

describe('figures of the inventory at the end of a window', () => {
  test('count what is there, by what it belongs to, and name who has a name', () => {
    const counts = buildCounts({ inventory, window: WINDOW }, placed);

    expect(counts.city).toEqual({
      total: 4,
      kinds: { camera: 3, switch: 1 },
      ptz: 1,
      fixed: 1,
      unclassed: 1,
    });
    expect(counts.agency.map(({ id, name, total }) => [id, name, total])).toEqual([
      ['a', 'Sở “A” & <B>', 3],
      ['none', undefined, 1],
    ]);
    expect(counts.area.map(({ id, name, total }) => [id, name, total])).toEqual([
      ['none', undefined, 2],
      ['ward-1', 'Phường ward-1', 2],
    ]);
    expect(counts.district.map(({ id, name, total }) => [id, name, total])).toEqual([
      ['ba-dinh', 'Quận Ba Đình', 2],
      ['none', undefined, 2],
    ]);
    expect(counts.purpose.map(({ id, total }) => [id, total])).toEqual([
      ['none', 1],
      ['security', 1],
      ['traffic', 2],
    ]);
    expect({ sites: counts.sites, secret: [counts.secretSites, counts.secretDevices] }).toEqual({
      sites: 4,
      secret: [1, 1],
    });
  });

  test('are of one agency where its report is asked for', () => {
    const own = placeDevices(inventory, { kind: 'agency', agency: 'a' }, 199);

    expect(own.map(({ device }) => device.id)).toEqual(['neither', 'ptz', 'switch']);
  });

  test('stand against what the plan asks for, with how much of it the plan paid for', () => {
    const targets = {
      cameras: 40_210,
      ptz: 12_007,
      fixed: 28_203,
      byPurpose: [{ id: 'state', purposes: ['traffic' as const, 'urban-order' as const], target: 16_247 }],
    };

    expect(buildTargets(targets, placed).rows).toEqual([
      { id: 'cameras', target: 40_210, present: 3, ofProgrammes: 1 },
      { id: 'ptz', target: 12_007, present: 1, ofProgrammes: 1 },
      { id: 'fixed', target: 28_203, present: 1, ofProgrammes: 0 },
      { id: 'state', target: 16_247, present: 2, ofProgrammes: 1 },
    ]);
    expect(buildTargets({ cameras: 5 }, placed).rows.map(({ id }) => id)).toEqual(['cameras']);
  });

  test('say in which stage everything on the list is, and what happened in the window', () => {
    const { rows } = buildStages({ inventory, window: WINDOW, scope: CITY });

    expect(rows.filter(({ atEnd, inWindow }) => Object.keys({ ...atEnd, ...inWindow }).length > 0)).toEqual([
      { id: 'approved', atEnd: { camera: 1 }, inWindow: { camera: 1 } },
      { id: 'installed', atEnd: { camera: 1 }, inWindow: {} },
      { id: 'accepted', atEnd: { switch: 1 }, inWindow: {} },
      { id: 'in-service', atEnd: { camera: 1 }, inWindow: { camera: 1 } },
      { id: 'paused', atEnd: { camera: 1 }, inWindow: {} },
      { id: 'retired', atEnd: { camera: 1 }, inWindow: { camera: 1 } },
      { id: 'undated', atEnd: { camera: 1 }, inWindow: {} },
    ]);
  });
});
