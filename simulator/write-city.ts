import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../config/load-config.ts';
import { OutputNotEmptyError } from '../core/host/expect-free.ts';
import { countFrom } from '../core/input/fields.ts';
import { ADDRESSINGS, type Addressing } from './city/address-plan.ts';
import { type Cut, findWidestCut } from './city/blocks.ts';
import { generateCity } from './city/generate-city.ts';
import { loadRecipe } from './city/recipe.ts';
import { renderCity } from './city/render-city.ts';
import { type CitySurvey, surveyCity } from './city/survey-city.ts';

export const numberFrom = (least: number, most: number) =>
  countFrom(least, most).meta({
    expected: {
      en: `Expected a whole number from ${least} to ${most}.`,
      vi: `Cần số nguyên từ ${least} đến ${most}.`,
    },
  });

export const Seed = numberFrom(0, 2 ** 32 - 1)
  .meta({ value: 'number' })
  .default(1);

/** The sample city that ships with camwatch. */
export const SAMPLE_CITY_DIR = resolve(import.meta.dirname, '../config/hanoi');

/** The folder of the sample city, as the help shows it. */
export const SampleCity = z.string().default(SAMPLE_CITY_DIR).meta({ value: 'dir', shown: 'config/hanoi' });

/** A made-up city, and where it is written. */
export const SimulateCity = z.object({
  devices: numberFrom(1, 200_000).describe('how many devices, exactly'),
  seed: Seed.describe('the same number gives the same files'),
  out: z.string().meta({ value: 'dir' }).describe('folder to write, new or empty'),
  addresses: z
    .enum(ADDRESSINGS)
    .default('loopback')
    .meta({ value: 'plan' })
    .describe('loopback: 127.x, which answer on this machine alone; private: the same on 10.x'),
  from: SampleCity.describe('configuration whose settings, units and parties are used'),
  force: z.boolean().default(false).describe('write over the files of a folder that is not empty'),
});

export interface WriteSimulatedCityOptions {
  readonly devices: number;
  readonly seed: number;
  readonly addressing: Addressing;
  readonly outDir: string;
  /** Whether files that are in the way may be written over. Others in the folder stay. */
  readonly mayOverwrite: boolean;
  /** The configuration whose units, parties and settings are used. */
  readonly factsDir?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (doneDevices: number, totalDevices: number) => void;
}

export interface SimulatedCity {
  readonly survey: CitySurvey;
  /** The link to try a fault on; absent where there is none. */
  readonly widestCut?: Cut | undefined;
}

/**
 * Writes a complete configuration folder: the YAML files of `factsDir` as they are, and the tables of a made-up city.
 * @throws an {@link OutputNotEmptyError} before anything is written.
 */
export async function writeSimulatedCity(options: WriteSimulatedCityOptions): Promise<SimulatedCity> {
  const { outDir, factsDir = SAMPLE_CITY_DIR, signal } = options;
  if (!options.mayOverwrite) await refuseFilledFolder(outDir);
  const { inventory: facts, settings, files } = await loadConfig(factsDir);
  const { timeZone } = settings.city;
  const city = generateCity({ ...options, facts, recipe: loadRecipe(), timeZone });

  signal.throwIfAborted();
  await mkdir(outDir, { recursive: true });
  for (const file of files.filter((path) => path.endsWith('.yaml'))) {
    const copy = join(outDir, basename(file));
    if (resolve(copy) !== resolve(file)) await copyFile(file, copy);
  }
  for (const [name, text] of renderCity(city, timeZone)) {
    await writeFile(join(outDir, name), text, { signal });
  }
  return { survey: surveyCity(city, facts.areas), widestCut: findWidestCut(city) };
}

async function refuseFilledFolder(dir: string): Promise<void> {
  const entries = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return;
  const some = entries.toSorted().slice(0, 3).join(', ');
  throw new OutputNotEmptyError(
    `${dir}: expected an empty or a new folder, got ${entries.length} ${entries.length === 1 ? 'file' : 'files'} (${some}${entries.length > 3 ? ', …' : ''}); --force writes over them`,
  );
}
