import { beforeAll, expect, test } from 'vitest';
import { compareIdentity } from '#collector/diagnosis/compare-identity.ts';
import { DEFAULT_SETTINGS } from '#collector/diagnosis/plan-address.ts';
import { loadMakers } from '#config/makers/load-makers.ts';
import type { MakerProfile } from '#config/makers/maker-schema.ts';
import type { Identity } from '#core/domain/device-report.ts';
import type { Device } from '#core/domain/inventory.ts';
import { device } from '#test/support/inventory.ts';
import { lookOf } from '#test/support/probe-look.ts';

let makers: readonly MakerProfile[];
beforeAll(async () => {
  makers = await loadMakers();
});

function compare(
  given: Partial<Device>,
  ...told: readonly (Identity & { readonly by?: 'snmp' | 'onvif' })[]
) {
  const looks = told.map(({ by = 'snmp', ...identity }) =>
    lookOf({
      check: { indicator: 'service', prober: by },
      device: given,
      outcomes: [{ ok: true, measurements: {}, report: { identity } }],
    }),
  );
  const rows = compareIdentity(looks, device({ id: 'cam-1', ...given }), {
    makers,
    wanted: DEFAULT_SETTINGS.findings,
  });
  return rows.map(({ field, found, match, toldBy }) => [field, found, match, toldBy.join('+')].join(' '));
}

test('says for each thing whether the inventory agrees, as findings do', () => {
  const inventory = { maker: 'Hangzhou Hikvision', model: 'DS-2CD2143', serial: 'A 1', minFirmware: '5.7' };
  const told = { maker: 'Hikvision', model: 'DS-2CD2143-I', serial: 'B1', firmware: 'V5.10 build 1' };

  expect(compare(inventory, told)).toEqual([
    'maker Hikvision same snmp',
    'model DS-2CD2143-I same snmp',
    'serial B1 different snmp',
    'firmware V5.10 build 1 same snmp',
  ]);
});

test('what the inventory is silent of is not compared', () => {
  expect(compare({}, { model: 'X', firmware: '1' })).toEqual([
    'model X not-inventoried snmp',
    'firmware 1 not-inventoried snmp',
  ]);
});

test('versions of two kinds are not guessed at', () => {
  expect(compare({ minFirmware: '5.7' }, { firmware: 'stable' })).toEqual([
    'firmware stable not-comparable snmp',
  ]);
});

test('two protocols that say the same share a row, and have one each otherwise', () => {
  expect(
    compare({ serial: 'A1' }, { serial: 'A1', name: 'one' }, { serial: 'A1', name: 'two', by: 'onvif' }),
  ).toEqual(['serial A1 same snmp+onvif', 'name one not-inventoried snmp', 'name two not-inventoried onvif']);
});
