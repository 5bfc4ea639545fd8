import { describe, expect, test } from 'vitest';
import { contractRetentionMs } from '#collector/scheduler/contract-retention.ts';
import { buildWatchList } from '#collector/scheduler/watch-list.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Contract } from '#core/domain/inventory.ts';
import { days } from '#core/time/units.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const contract = (id: string, retention: unknown, more: Partial<Contract> = {}): Contract => ({
  id,
  name: id,
  contractor: 'x',
  fromMs: 1_000,
  sample: true,
  terms: { recording_retention: retention },
  ...more,
});
const contracts = new Map(
  [
    contract('short', '15d'),
    contract('long', '30d'),
    contract('ended', '90d', { toMs: 2_000 }),
    contract('unreadable', 30),
    contract('silent', undefined),
  ].map((one) => [one.id, one]),
);

describe('the retention that contracts want', () => {
  test.each([
    [['short'], 15],
    [['short', 'long'], 30],
    [['short', 'ended'], 15],
    [['silent', 'unreadable', 'unheard-of'], undefined],
    [[], undefined],
  ])('of %j is that of %s days', (ids, count) => {
    const wanted = contractRetentionMs({ contracts: ids }, contracts, 5_000);

    expect(wanted).toBe(count === undefined ? undefined : days(count));
  });

  test('is that of the contracts in force', () => {
    expect(contractRetentionMs({ contracts: ['ended'] }, contracts, 1_999)).toBe(days(90));
    expect(contractRetentionMs({ contracts: ['ended'] }, contracts, 2_000)).toBeUndefined();
    expect(contractRetentionMs({ contracts: ['short'] }, contracts, 999)).toBeUndefined();
  });

  test('goes before that of the profile', () => {
    const { profiles } = Settings.parse({
      city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
      profiles: { recorder: { recording: { prober: 'snmp', retention: '7d' } } },
    });
    const nvr = (id: string, ids: readonly string[]) =>
      device({ id, kind: 'nvr', profile: 'recorder', address: '127.0.0.1', contracts: ids });
    const inventory = { ...inventoryOf({ devices: [nvr('a', ['long']), nvr('b', [])] }), contracts };

    const watches = buildWatchList(inventory, profiles, 5_000);

    expect(watches.map(({ check }) => check.retentionMs)).toEqual([days(30), days(7)]);
  });
});
