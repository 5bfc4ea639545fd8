import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadConfig } from '#config/load-config.ts';
import type { Device } from '#core/domain/inventory.ts';
import { portNames } from '#simulator/city/build-device.ts';
import type { City } from '#simulator/city/city.ts';
import { generateCity } from '#simulator/city/generate-city.ts';
import { loadRecipe, type Model, type Recipe } from '#simulator/city/recipe.ts';
import { renderCity } from '#simulator/city/render-city.ts';
import { SAMPLE_CITY_DIR } from '#simulator/write-city.ts';
import { writeAnswers } from './write-answers.ts';

/** To be raised with whatever changes what is made: another number makes the city anew. */
const VERSION = 3;
const SEED = 7;
const SHARES = { camera: 0.8, nvr: 0.05, switch: 0.1 } as const;

/** A folder with a city of so many devices (`config`), and what its made-up devices answer (`answers`). */
export async function provideCity(devices: number): Promise<string> {
  const folder = join(tmpdir(), `camwatch-bench-city-${devices}-v${VERSION}`);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${process.pid}.partial`;
  await rm(partial, { recursive: true, force: true });
  await makeCity(devices, partial);
  // Two runs may make it at once: whose is second takes the first's.
  if (existsSync(folder)) await rm(partial, { recursive: true });
  else await rename(partial, folder);
  return folder;
}

async function makeCity(total: number, folder: string): Promise<void> {
  const { inventory: facts, settings, files } = await loadConfig(SAMPLE_CITY_DIR);
  const { timeZone } = settings.city;
  const options = { devices: total, seed: SEED, facts, recipe: plainRecipe(), timeZone } as const;
  const city = shareOutKinds(generateCity({ ...options, addressing: 'loopback' }), total);
  const config = join(folder, 'config');
  await mkdir(config, { recursive: true });
  for (const file of files) if (file.endsWith('.yaml')) await copyFile(file, join(config, basename(file)));
  for (const [name, text] of renderCity(city, timeZone)) await writeFile(join(config, name), text);
  await writeAnswers(city.devices, join(folder, 'answers'));
}

/** Copies the configuration, so that a run may change it. */
export const copyConfig = async (city: string, to: string): Promise<void> =>
  await cp(join(city, 'config'), to, { recursive: true });

const SWITCHES: Recipe['models']['switch'] = [
  {
    maker: 'Advantech',
    model: 'EKI-7428G-4C',
    weight: 2,
    ports: { prefix: 'GigabitEthernet', from: 1, to: 24 },
  },
  { maker: 'Advantech', model: 'EKI-7526', weight: 1, ports: { prefix: 'GigabitEthernet', from: 1, to: 26 } },
  { maker: 'Zyxel', model: 'XMG1930-24HP', weight: 1, ports: { prefix: 'swp', from: 1, to: 24 } },
];

/** Every camera on an address of its own behind a switch of 24 ports or more, two dozen on a line. */
function plainRecipe(): Recipe {
  const recipe = loadRecipe();
  const systems = Object.entries(recipe.systems).map(
    ([name, system]) =>
      [name, { ...system, layouts: { street: 1 }, cameras: [18, 27], controllers: [0, 0] }] as const,
  );
  return {
    ...recipe,
    systems: Object.fromEntries(systems) as Recipe['systems'],
    models: { ...recipe.models, switch: SWITCHES },
  };
}

/** Makes switches, recorders and controllers of cameras, evenly over the city, until the shares are right. */
function shareOutKinds(city: City, total: number): City {
  const counts = Map.groupBy(city.devices.values(), ({ kind }) => kind);
  const count = (kind: Device['kind']) => counts.get(kind)?.length ?? 0;
  const wanted = { nvr: Math.round(total * SHARES.nvr), switch: Math.round(total * SHARES.switch) };
  const surplus = count('camera') - Math.round(total * SHARES.camera);
  const recorders = wanted.nvr - count('nvr');
  const switches = wanted.switch - count('switch');
  const kinds: readonly ('nvr' | 'switch' | 'controller')[] = [
    ...Array.from({ length: Math.max(0, recorders) }, () => 'nvr' as const),
    ...Array.from({ length: Math.max(0, switches) }, () => 'switch' as const),
    ...Array.from({ length: Math.max(0, surplus - recorders - switches) }, () => 'controller' as const),
  ];
  const cameras = counts.get('camera') ?? [];
  const changed = new Map(
    kinds.map((kind, index) => {
      const camera = cameras[Math.floor((index * cameras.length) / kinds.length)];
      if (camera === undefined) throw new Error('a city without cameras');
      return [camera.id, changeKind(camera, kind, index)] as const;
    }),
  );
  const now = (device: Device) => changed.get(device.id) ?? device;
  const devices = city.devices.values().map(now);
  return {
    ...city,
    devices: new Map(devices.map((device) => [device.id, device])),
    handovers: Array.from(city.handovers, (one) => ({ ...one, id: changed.get(one.id)?.id ?? one.id })),
  };
}

const SNMP = 'credential:snmp';

function changeKind(camera: Device, kind: 'nvr' | 'switch' | 'controller', index: number): Device {
  const { cameraClass, directionDegrees, certificate, minFirmware, credentials, ...kept } = camera;
  const id = camera.id.replace(/^cam-/, `${kind}-x-`);
  const model = (models: readonly Model[]) => models[index % models.length] ?? models[0];
  const { models } = loadedRecipe;
  switch (kind) {
    case 'nvr': {
      const { maker, model: name, profile = 'recorder' } = model(models.nvr) ?? {};
      return { ...kept, id, kind, maker, model: name, profile, credentials: 'credential:recorder' } as Device;
    }
    case 'switch': {
      const chosen = model([...SWITCHES, SWITCHES[0]].flatMap((one) => one ?? []));
      if (chosen === undefined) throw new Error('no model of a switch');
      const { maker, model: name } = chosen;
      const interfaces = portNames(chosen);
      return { ...kept, id, kind, maker, model: name, profile: kind, credentials: SNMP, interfaces };
    }
    case 'controller': {
      const { maker, model: name } = model(models.light_controller) ?? {};
      return { ...kept, id, kind, maker, model: name, profile: kind } as Device;
    }
  }
}

const loadedRecipe = loadRecipe();
