import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadConfig } from '../../../config/load-config.ts';
import type { Device } from '../../../core/domain/inventory.ts';
import { generateCity } from '../../../simulator/city/generate-city.ts';
import { loadRecipe } from '../../../simulator/city/recipe.ts';
import { renderCity } from '../../../simulator/city/render-city.ts';
import { SAMPLE_CITY_DIR } from '../../../simulator/write-city.ts';
import { FIRST_BLOCK } from './claim-folder.ts';
import { type DemoCredentials, writeDemoCredentials } from './demo-credentials.ts';
import { type DemoSettings, renderDemoSettings } from './demo-settings.ts';

export interface WriteDemoCityOptions extends Omit<DemoSettings, 'sample'> {
  readonly dir: string;
  /** Where the passwords of its devices go. */
  readonly secretsDir: string;
  readonly devices: number;
  readonly seed: number;
  readonly onProgress: (doneDevices: number, totalDevices: number) => void;
}

/** Writes a configuration folder like any other: the real units of the sample city, with devices made up on loopback. */
export async function writeDemoCity(options: WriteDemoCityOptions): Promise<DemoCredentials> {
  const { dir, secretsDir, block } = options;
  const { inventory: facts, settings: sample, files } = await loadConfig(SAMPLE_CITY_DIR);
  const { timeZone } = sample.city;
  const city = generateCity({ ...options, facts, recipe: loadRecipe(), timeZone, addressing: 'loopback' });
  const references = city.devices.values().flatMap(({ credentials }) => (credentials ? [credentials] : []));
  const secrets = await writeDemoCredentials(secretsDir, references);
  const devices = new Map(city.devices.entries().map(([id, device]) => [id, settle(device, block, secrets)]));

  await mkdir(dir, { recursive: true });
  for (const file of files) {
    if (file.endsWith('.yaml')) await copyFile(file, join(dir, basename(file)));
  }
  for (const [name, text] of renderCity({ ...city, devices }, timeZone))
    await writeFile(join(dir, name), text);
  await writeFile(join(dir, 'camwatch.yaml'), renderDemoSettings({ ...options, sample }));
  return secrets;
}

/** A city of this size lies in the first block; a second demo on the same machine needs another. */
function settle(device: Device, block: number, { referTo }: DemoCredentials): Device {
  const { address, credentials } = device;
  return {
    ...device,
    ...(address !== undefined && { address: address.replace(`127.${FIRST_BLOCK}.`, `127.${block}.`) }),
    ...(credentials !== undefined && { credentials: referTo(credentials) }),
  };
}
