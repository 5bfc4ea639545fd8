import { describe, expect, test } from 'vitest';
import { createDevicePlaces } from '#collector/influx/lines/device-places.ts';
import { createPlaceRecordings } from '#collector/influx/lines/place-recordings.ts';
import type { Measurements, Reading } from '#core/domain/probing.ts';
import { hours, minutes } from '#core/time/units.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';

/** A whole five minutes. */
const START_MS = Date.UTC(2026, 10, 26, 5);
const recorder = (id: string, agency: string) => device({ id, agency, kind: 'nvr' });

const told = (deviceId: string, atMs: number, measurements: Measurements): Reading => ({
  ...{ deviceId, indicator: 'recording', atMs },
  outcome: { ok: true, measurements },
});

const failed = (deviceId: string, atMs: number, measurements?: Measurements): Reading => ({
  ...{ deviceId, indicator: 'recording', atMs },
  outcome: { ok: false, reason: 'disk', detail: '', ...(measurements && { measurements }) },
});

function setUp() {
  const world = {
    inventory: openInventoryOf({
      devices: [recorder('nvr-1', 'police'), recorder('nvr-2', 'police'), recorder('nvr-3', 'ward')],
    }),
  };
  const lines: string[] = [];
  const recordings = createPlaceRecordings(
    createDevicePlaces(() => world.inventory),
    (line) => lines.push(line ?? ''),
  );
  /** One that has run for long enough, just before an instant that is due. */
  const settle = () => {
    for (const count of [-2, -1, 0]) recordings.emitDue(START_MS + minutes(5 * count), minutes(5));
    return START_MS + minutes(4);
  };
  const take = (nowMs: number) => {
    lines.length = 0;
    recordings.emitDue(nowMs, minutes(5));
    return lines.map((line) => line.replace('recordings,', '').replace(',district=none', ''));
  };
  return { world, lines, recordings, settle, take };
}

const NEXT_MS = START_MS + minutes(5);

describe('createPlaceRecordings', () => {
  test('adds up what each recorder of a place said last, at the whole five minutes', () => {
    const { lines, recordings, settle } = setUp();
    const atMs = settle();

    recordings.add(told('nvr-1', atMs - 9_000, { disks: 9, disksFailed: 9, oldestAgeMs: 1 }));
    recordings.add(told('nvr-1', atMs, { disks: 4, disksFailed: 1, channels: 16, channelsLost: 2 }));
    recordings.add(told('nvr-2', atMs, { disks: 2, disksFailed: 0, oldestAgeMs: 90_000 }));
    recordings.add(told('nvr-3', atMs, { channels: 8, channelsLost: 0 }));
    recordings.emitDue(NEXT_MS - 1, minutes(5));
    expect(lines).toEqual([]);
    recordings.emitDue(NEXT_MS + 9_000, minutes(5));
    recordings.emitDue(NEXT_MS + 19_000, minutes(5));

    expect(lines).toEqual([
      `recordings,agency=police,district=none recorders=2i,disks=6i,disks_failed=1i,channels=16i,channels_lost=2i,oldest_age_ms=90000i ${NEXT_MS}`,
      `recordings,agency=ward,district=none recorders=1i,disks=0i,disks_failed=0i,channels=8i,channels_lost=0i ${NEXT_MS}`,
    ]);
  });

  test('a place reaches back as far as the recorder there that reaches least', () => {
    const { recordings, settle, take } = setUp();
    const atMs = settle();

    recordings.add(told('nvr-1', atMs, { oldestAgeMs: 70_000 }));
    recordings.add(told('nvr-2', atMs, { oldestAgeMs: 90_000 }));

    expect(take(NEXT_MS)).toEqual([expect.stringContaining(',oldest_age_ms=70000i ')]);
  });

  test('what a recorder said before it failed or fell silent is not what it says now', () => {
    const { recordings, settle, take } = setUp();
    const atMs = settle();

    recordings.add(told('nvr-1', atMs, { disks: 4, disksFailed: 1 }));
    recordings.add(failed('nvr-1', atMs + 1));
    recordings.add(told('nvr-2', atMs - minutes(15), { disks: 2, disksFailed: 0 }));
    recordings.add(told('nvr-3', atMs - minutes(14), { disks: 3, disksFailed: 0 }));

    expect(take(NEXT_MS)).toEqual([expect.stringMatching(/^agency=ward recorders=1i,disks=3i/)]);
    expect(take(NEXT_MS + minutes(5))).toEqual([]);
  });

  test('one whose every disk has failed tells so, though its check fails', () => {
    const { recordings, settle, take } = setUp();

    recordings.add(failed('nvr-1', settle(), { disks: 4, disksFailed: 4 }));

    expect(take(NEXT_MS)).toEqual([expect.stringContaining('recorders=1i,disks=4i,disks_failed=4i')]);
  });

  test('other checks, cameras that are judged by a channel, and what nobody knows are none', () => {
    const { recordings, settle, take } = setUp();
    const atMs = settle();

    recordings.add({ ...told('nvr-1', atMs, { disks: 4 }), indicator: 'service' });
    recordings.add(told('nvr-2', atMs, { responseMs: 4 }));
    recordings.add(told('gone', atMs, { disks: 4 }));

    expect(take(NEXT_MS)).toEqual([]);
  });

  test('a recorder that was handed over counts where it is now', () => {
    const { world, recordings, settle, take } = setUp();
    recordings.add(told('nvr-1', settle(), { disks: 4 }));

    world.inventory = openInventoryOf({ devices: [recorder('nvr-1', 'ward')] });

    expect(take(NEXT_MS)).toEqual([expect.stringMatching(/^agency=ward recorders=1i,/)]);
  });

  test('says nothing after a start until every recorder had five minutes to be asked in', () => {
    const { recordings, take } = setUp();
    const startedMs = START_MS + minutes(4);
    expect(take(startedMs)).toEqual([]);
    recordings.add(told('nvr-1', startedMs, { disks: 4 }));

    expect(take(START_MS + minutes(5))).toEqual([]);
    expect(take(START_MS + minutes(10))).toHaveLength(1);
  });

  test('a clock that is set back a little writes no instant twice', () => {
    const { recordings, settle, take } = setUp();
    recordings.add(told('nvr-1', settle(), { disks: 4 }));
    expect(take(NEXT_MS)).toHaveLength(1);

    expect(take(NEXT_MS - 1_000)).toEqual([]);
    expect(take(NEXT_MS + 2_000)).toEqual([]);
    expect(take(NEXT_MS + minutes(5))).toHaveLength(1);
  });

  test('set back far, it counts each recorder once, and none by what it is said to say in an hour', () => {
    const { recordings, settle, take } = setUp();
    const atMs = settle();
    recordings.add(told('nvr-1', atMs, { disks: 4 }));
    recordings.add(told('nvr-2', atMs, { disks: 8 }));
    take(NEXT_MS);

    const backMs = NEXT_MS - hours(1);
    recordings.add(told('nvr-1', backMs, { disks: 5 }));

    expect(take(backMs)).toEqual([]);
    expect(take(backMs + minutes(5))).toEqual([]);
    expect(take(backMs + minutes(10))).toEqual([
      expect.stringMatching(/^agency=police recorders=1i,disks=5i/),
    ]);
  });
});
