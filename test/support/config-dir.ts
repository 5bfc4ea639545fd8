import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type LoopbackCity, writeLoopbackCity } from './loopback-city.ts';

/** A city of one ward in a folder of its own, its devices on loopback addresses, probed every second or two. */
export async function makeConfigDir({
  devices,
  more = '',
  interval = '2s',
}: Omit<LoopbackCity, 'perSite'>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-config-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeLoopbackCity(dir, { devices, more, interval });
  return dir;
}
