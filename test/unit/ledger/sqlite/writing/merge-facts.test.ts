import { describe, expect, test } from 'vitest';
import type { DeviceFacts } from '#core/domain/device-facts.ts';
import { days } from '#core/time/units.ts';
import type { RecordedFacts } from '#ledger/record/devices.ts';
import { mergeFacts } from '#ledger/sqlite/writing/merge-facts.ts';

const merge = (...news: Omit<DeviceFacts, 'deviceId'>[]) =>
  news.reduce<RecordedFacts | undefined>(
    (known, facts) => mergeFacts(known, { deviceId: 'cam-1', ...facts }),
    undefined,
  );

describe('mergeFacts', () => {
  test('keeps what is not said this time', () => {
    const merged = merge(
      { observedMs: 1, disks: [{ name: '1', state: 'ok' }] },
      { observedMs: 2, oldestRecordingMs: 7 },
    );

    expect(merged).toMatchObject({
      observedMs: 2,
      disks: [{ name: '1' }],
      oldestRecordingMs: 7,
      observedMsByPart: { disks: 1, oldestRecordingMs: 2 },
    });
  });

  test('adds the details of the identity up, the later one last', () => {
    const merged = merge(
      { observedMs: 1, identity: { serial: 'A1', name: 'gate' } },
      { observedMs: 2, identity: { serial: 'B2', firmware: '5.7' } },
    );

    expect(merged?.identity).toEqual({ serial: 'B2', name: 'gate', firmware: '5.7' });
  });

  test('lets late news add only what was not known', () => {
    const merged = merge(
      { observedMs: 5, identity: { serial: 'B2' }, disks: [{ name: '1', state: 'failed' }] },
      {
        observedMs: 2,
        identity: { serial: 'A1', name: 'gate' },
        disks: [{ name: '1', state: 'ok' }],
        oldestRecordingMs: 1,
      },
    );

    expect(merged).toMatchObject({
      observedMs: 5,
      identity: { serial: 'B2', name: 'gate' },
      disks: [{ name: '1', state: 'failed' }],
      oldestRecordingMs: 1,
      observedMsByPart: { identity: 5, disks: 5, oldestRecordingMs: 2 },
    });
  });

  test('keeps the address of a stream that was not told this time', () => {
    const stream = { id: 'main', codec: 'H264' };
    const merged = merge(
      { observedMs: 1, streams: [{ ...stream, streamAddress: 'rtsp://192.0.2.1/one' }] },
      { observedMs: 2, streams: [{ ...stream, codec: 'H265' }] },
    );

    expect(merged?.streams).toEqual([{ id: 'main', codec: 'H265', streamAddress: 'rtsp://192.0.2.1/one' }]);
  });

  test('keeps streams of several probes apart by their ids', () => {
    const merged = merge(
      {
        observedMs: 1,
        streams: [
          { id: 'profile_1', codec: 'H.264' },
          { id: 'profile_2', codec: 'H.265' },
        ],
      },
      { observedMs: 2, streams: [{ id: '/main', codec: 'H.264' }] },
      { observedMs: 3, streams: [{ id: 'profile_1', codec: 'H.265' }] },
    );

    expect(merged?.streams?.map(({ id, codec }) => `${id} ${codec}`)).toEqual([
      '/main H.264',
      'profile_1 H.265',
      'profile_2 H.265',
    ]);
    expect(merged?.observedMsByStream).toEqual({ '/main': 2, profile_1: 3, profile_2: 1 });
  });

  test('forgets a stream that nothing has named for a week', () => {
    const merged = merge(
      { observedMs: 1, streams: [{ id: 'old' }] },
      { observedMs: 2, streams: [{ id: 'kept' }] },
      { observedMs: 2 + days(7), streams: [{ id: 'new' }] },
    );

    expect(merged?.streams?.map(({ id }) => id)).toEqual(['kept', 'new']);
  });

  test('is not filled up by a device that makes up names', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ id: `s${index}` }));
    const merged = merge(
      { observedMs: 1, streams: [{ id: 'first' }] },
      {
        observedMs: 2,
        streams: many,
        disks: many.map(({ id }) => ({ name: id, state: 'ok' as const })),
      },
    );

    expect(merged?.streams).toHaveLength(16);
    expect(Object.keys(merged?.observedMsByStream ?? {})).toHaveLength(16);
    expect(merged?.disks).toHaveLength(64);
  });
});
