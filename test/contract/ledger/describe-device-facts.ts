import { expect, test } from 'vitest';
import { openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeDeviceFacts({ tempPlace, tamper }: StoreUnderTest): void {
  test('what is learnt of a device is kept part by part, across restarts', async () => {
    const path = tempPlace();
    const first = await openTempLedger(path);
    await first.learnFacts([
      {
        deviceId: 'nvr-1',
        observedMs: 1_000,
        identity: { maker: 'Example', model: 'N-16', serial: 'A1' },
        disks: [{ name: '1', state: 'ok', sizeBytes: 4e12, freeBytes: 1e11 }],
        networkTime: { source: 'ntp', servers: ['10.0.0.1'] },
        certificate: { subject: 'nvr-1', isSelfSigned: true, validToMs: 9_000, sha256: 'ab' },
      },
    ]);
    await first.close();

    const second = await openTempLedger(path, { run: 'run-2' });
    await second.learnFacts([
      { deviceId: 'nvr-1', observedMs: 2_000, identity: { serial: 'B2' }, oldestRecordingMs: 500 },
      { deviceId: 'cam-1', observedMs: 2_000, streams: [{ id: 'main', codec: 'H.264', width: 1920 }] },
    ]);

    const reader = openTempReader(path);
    expect(reader.facts('nvr-1')).toEqual({
      deviceId: 'nvr-1',
      observedMs: 2_000,
      observedMsByPart: {
        identity: 2_000,
        disks: 1_000,
        networkTime: 1_000,
        certificate: 1_000,
        oldestRecordingMs: 2_000,
      },
      observedMsByStream: {},
      identity: { maker: 'Example', model: 'N-16', serial: 'B2' },
      disks: [{ name: '1', state: 'ok', sizeBytes: 4e12, freeBytes: 1e11 }],
      networkTime: { source: 'ntp', servers: ['10.0.0.1'] },
      certificate: { subject: 'nvr-1', isSelfSigned: true, validToMs: 9_000, sha256: 'ab' },
      oldestRecordingMs: 500,
    });
    expect([...reader.allFacts()].map(({ deviceId }) => deviceId)).toEqual(['cam-1', 'nvr-1']);
    expect(reader.facts('nobody')).toBeUndefined();
  });

  test('a row that is not what camwatch writes is named', async () => {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    await ledger.learnFacts([{ deviceId: 'cam-1', observedMs: 1, oldestRecordingMs: 1 }]);
    await ledger.close();
    tamper(path, `UPDATE device_facts SET body = '{"disks":3}'`);

    expect(() => openTempReader(path).facts('cam-1')).toThrow(
      'the ledger is damaged: expected what is known of cam-1 as JSON, got {"disks":3}',
    );
  });
}
