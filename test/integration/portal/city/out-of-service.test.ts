import { expect, test } from 'vitest';
import type { LifecycleStep } from '#core/domain/inventory.ts';
import { days } from '#core/time/units.ts';
import { textOf } from '#test/support/page-text.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const ID = 'cam-lang-0001';

async function start(lifecycle: readonly LifecycleStep[]) {
  const fleet = sampleFleet();
  const devices = new Map(fleet.inventory.devices);
  const camera = devices.get(ID);
  if (camera) devices.set(ID, { ...camera, lifecycle });
  const { get } = await startSamplePortal({
    shown: { ...fleet, inventory: { ...fleet.inventory, devices } },
  });
  return async (path: string) => textOf(await (await get(path)).text());
}

test.each<[string, readonly LifecycleStep[], string, string]>([
  ['nothing', [], 'chưa sử dụng', 'not in service yet'],
  [
    'what is due',
    [{ stage: 'in-service', atMs: SAMPLE_NOW_MS + days(3) }],
    'chưa sử dụng, dự kiến từ 28/11/2026',
    'not in service yet, due from 28/11/2026',
  ],
  [
    'a pause',
    [
      { stage: 'in-service', atMs: 0 },
      { stage: 'paused', atMs: SAMPLE_NOW_MS - days(1) },
    ],
    'tạm dừng từ 24/11/2026',
    'paused since 24/11/2026',
  ],
  [
    'the end',
    [
      { stage: 'in-service', atMs: 0 },
      { stage: 'retired', atMs: SAMPLE_NOW_MS - days(5) },
    ],
    'ngừng sử dụng từ 20/11/2026',
    'out of service since 20/11/2026',
  ],
])(
  'of a device with %s on record the page and the list say which, and when',
  async (_what, lifecycle, vi, en) => {
    const read = await start(lifecycle);

    expect(await read(`/devices/${ID}`)).toContain(`Thiết bị không được đo: ${vi}.`);
    expect(await read(`/devices/${ID}?lang=en`)).toContain(`The device is not measured: ${en}.`);
    expect(await read('/devices?area=lang&state=out-of-service')).toContain(` ${vi} Camera Láng 1`);
  },
);
