import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type LoopbackCity, writeLoopbackCity } from './loopback-city.ts';

/** A city of one ward in a folder of its own, its devices on loopback addresses, probed every second or two. */
export async function makeConfigDir({
  more = '',
  interval = '2s',
  ...city
}: Omit<LoopbackCity, 'perSite'>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-config-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeLoopbackCity(dir, { ...city, more, interval });
  return dir;
}
