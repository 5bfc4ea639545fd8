import { describe, expect, test } from 'vitest';
import type { State } from '#core/domain/state.ts';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import type { FiguresScope } from '#reports/figures/document/figures-header.ts';
import { placeDevices } from '#reports/figures/document/placed-devices.ts';
import { buildSelfReports } from '#reports/figures/inventory/build-self-reports.ts';
import type { LastStates } from '#reports/figures/inventory/last-states.ts';
import { figuresInventory } from '#test/support/figures-inventory.ts';

const TO_MS = 100;
const DEVICES = ['works', 'fails', 'paused', 'unseen', 'hidden', 'silent'];
const INVENTORY = figuresInventory({
  agencies: [{ id: 'sở-a' }],
  sites: [{ id: 'open' }, { id: 'secret', secrecy: 'secret' }],
  devices: DEVICES.map((id) => ({
    id,
    steps: [['installed', 0]],
    turns: [[0, { agency: 'so-a', site: id === 'hidden' ? 'secret' : 'open' }]],
  })),
});

const said = (device: string, body: object, year = 2025) => ({
  id: `self-report:${device}:${year}`,
  action: 'set',
  body: { agency: 'so-a', ...body },
});
const STEPS = [
  said('works', { inUse: true, state: 'up' }),
  said('fails', { state: 'up', since: '2025-10-02' }),
  said('paused', { inUse: false, state: 'down' }),
  said('unseen', { note: 'Đang chờ nghiệm thu' }),
  said('hidden', { state: 'down' }),
  said('silent', { state: 'up' }, 2024),
];
const reader = {
  decisions: () => STEPS,
  revisions: ({ ids }: { ids: readonly string[] }) =>
    ids.map((id) => ({ id, body: JSON.stringify({ name: `Camera ${id}` }) })),
} as unknown as LedgerReader;

const reach = (state: State) => [{ indicator: 'reach' as const, state, atMs: 1 }];
const STATES: LastStates = new Map([
  ['works', reach('up')],
  ['fails', reach('down')],
  ['paused', reach('up')],
  ['hidden', reach('up')],
]);

const selfReportsOf = (scope: FiguresScope, secretSites: 'include' | 'leave-out' = 'leave-out') =>
  buildSelfReports(
    {
      reader,
      scope,
      window: { lastDate: '2025-11-15' } as never,
      recordedBeforeMs: TO_MS,
      given: { minimumCoveragePpm: 0, mostListed: 9, secretSites },
    },
    placeDevices(INVENTORY, scope, TO_MS - 1),
    STATES,
  );

describe('what units say of their devices', () => {
  test('is counted beside what was measured, of the year of the report alone', () => {
    expect(selfReportsOf({ kind: 'city' })).toEqual({
      devices: 6,
      said: 5,
      rows: [
        { id: 'up', devices: 2, up: 1, down: 1, unmeasured: 0 },
        { id: 'down', devices: 1, up: 1, down: 0, unmeasured: 0 },
        { id: 'not-in-use', devices: 1, up: 1, down: 0, unmeasured: 0 },
        { id: 'not-stated', devices: 1, up: 0, down: 0, unmeasured: 1 },
      ],
      differing: 3,
      examples: [],
      secretLeftOut: 1,
      notListed: 2,
    });
  });

  test('is told by name in the report of the agency, but for secret sites', () => {
    expect(selfReportsOf({ kind: 'agency', agency: 'so-a' })).toMatchObject({
      differing: 3,
      examples: [
        { id: 'fails', name: 'Camera fails', said: 'up', since: '2025-10-02', measured: 'down' },
        { id: 'paused', name: 'Camera paused', said: 'not-in-use', measured: 'up' },
      ],
      secretLeftOut: 1,
      notListed: 0,
    });
  });

  test('is named everywhere where secret sites are', () => {
    expect(selfReportsOf({ kind: 'agency', agency: 'so-a' }, 'include')).toMatchObject({
      examples: [{ id: 'fails' }, { id: 'hidden' }, { id: 'paused' }],
      secretLeftOut: 0,
    });
  });

  test('is no part of a month', () => {
    expect(selfReportsOf({ kind: 'month', month: '2025-10' })).toMatchObject({
      missing: { code: 'not-in-scope' },
    });
  });
});
