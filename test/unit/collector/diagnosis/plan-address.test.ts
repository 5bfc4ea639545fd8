import { describe, expect, test } from 'vitest';
import { type AdHocTarget, planAddress } from '#collector/diagnosis/plan-address.ts';

const plan = (given: Partial<AdHocTarget>) =>
  planAddress({ address: '10.1.2.3', as: ['snmp'], transport: 'plain', kind: 'switch', ...given });
const checksOf = (given: Partial<AdHocTarget>) =>
  plan(given).watches.map(({ check }) => `${check.indicator} ${check.prober}`);

describe('an address that only the command line names', () => {
  test('is asked in the order of the ladder, by each prober once', () => {
    expect(checksOf({ as: ['rtsp', 'snmp', 'icmp', 'snmp'] })).toEqual([
      'reach icmp',
      'service snmp',
      'stream rtsp',
    ]);
  });

  test('is asked for its recordings where it is taken for a recorder', () => {
    expect(checksOf({ as: ['snmp', 'rtsp'], kind: 'nvr' })).toEqual([
      'service snmp',
      'recording snmp',
      'stream rtsp',
    ]);
  });

  test('has the port, the path and the credentials that were named', () => {
    const { device, watches } = plan({
      port: 8_554,
      as: ['rtsp'],
      path: '/a',
      transport: 'tls',
      credentials: 'env:X',
    });

    expect(device).toMatchObject({ id: '10.1.2.3', address: '10.1.2.3', credentials: 'env:X' });
    expect(watches).toMatchObject([{ port: 8_554, check: { path: '/a', transport: 'tls', confirm: 1 } }]);
  });
});
