import { beforeAll, describe, expect, test } from 'vitest';
import { nameOfObject } from '#collector/diagnosis/walk-names.ts';
import { makerBranches, recogniseWalked, usesOf } from '#collector/diagnosis/walk-uses.ts';
import type { WalkRow } from '#collector/snmp/walk-device.ts';
import { loadMakers } from '#config/makers/load-makers.ts';
import type { MakerProfile } from '#config/makers/maker-schema.ts';

let makers: readonly MakerProfile[];
beforeAll(async () => {
  makers = await loadMakers();
});
const octets = (oid: string, text: string): WalkRow => ({ oid, type: 'octets', text });

describe('the name of an object', () => {
  test.each([
    ['1.3.6.1.2.1.1.5.0', 'sysName.0'],
    ['1.3.6.1.2.1.31.1.1.1.6.9', 'ifHCInOctets.9'],
    ['1.3.6.1.2.1.31.1.1.1.60.9', 'ifMIB.1.1.1.60.9'],
    ['1.3.6.1.4.1.41112.1.4', 'Ubiquiti.1.4'],
    ['1.3.6.1.4.1.4242.1', undefined],
    ['1', undefined],
  ])('%s is %s', (oid, name) => {
    expect(nameOfObject(oid)).toBe(name);
  });
});

describe('what was walked', () => {
  const rows: readonly WalkRow[] = [
    { oid: '1.3.6.1.2.1.1.2.0', type: 'oid', text: '1.3.6.1.4.1.39165.1' },
    octets('1.3.6.1.4.1.39165.1.1.0', 'DS-2CD2143G2-I'),
    octets('1.3.6.1.4.1.39165.1.7.0', '15 PERCENT'),
    { oid: '1.3.6.1.4.1.50001.1.241.1.2.1', type: 'integer', text: '1' },
  ];

  test('is recognised by its maker, or by the name in the inventory', () => {
    expect(recogniseWalked(rows, makers, undefined)?.id).toBe('hikvision');
    expect(recogniseWalked([], makers, 'Dahua')?.id).toBe('dahua');
    expect(recogniseWalked([], makers, undefined)).toBeUndefined();
  });

  test('is shown beside what the profile reads, rows of tables included', () => {
    const hikvision = makers.find(({ id }) => id === 'hikvision');
    const uses = hikvision ? usesOf(hikvision, rows) : [];

    expect(uses).toContainEqual({
      part: 'identity.model[0]',
      oid: '1.3.6.1.4.1.39165.1.1.0',
      found: ['DS-2CD2143G2-I'],
    });
    expect(uses).toContainEqual({
      part: 'disks[0].name',
      oid: '1.3.6.1.4.1.50001.1.241.1.2.*',
      found: ['1'],
    });
    expect(uses).toContainEqual({ part: 'identity.serial[0]', oid: '1.3.6.1.4.1.50001.1.3.0', found: [] });
  });

  test('shows how much is in the branches of makers', () => {
    expect(makerBranches(rows)).toEqual([
      { oid: '1.3.6.1.4.1.39165', name: 'Hikvision (cameras)', objects: 2 },
      { oid: '1.3.6.1.4.1.50001', name: 'Hikvision (recorders)', objects: 1 },
    ]);
  });

  test('never shows the passwords that a profile holds', () => {
    const texts = makers.flatMap((maker) => usesOf(maker, rows)).map(({ part }) => part);

    expect(texts.filter((part) => part.startsWith('logins'))).toEqual([]);
  });
});
