import { loadConfig } from '#config/load-config.ts';
import type { City } from '#simulator/city/city.ts';
import { type GenerateCityOptions, generateCity } from '#simulator/city/generate-city.ts';
import { loadRecipe } from '#simulator/city/recipe.ts';

export const HANOI_DIR = new URL('../../config/hanoi', import.meta.url).pathname;
export const HANOI_TIME_ZONE = 'Asia/Ho_Chi_Minh';
/** After everything in the sample city has happened. */
export const HANOI_NOW_MS = Date.UTC(2026, 10, 25);

/** The sample city as it ships. */
export const HANOI = await loadConfig(HANOI_DIR, { nowMs: HANOI_NOW_MS });

const RECIPE = loadRecipe();

export function generateHanoi(
  given: Pick<GenerateCityOptions, 'devices' | 'seed'> & Partial<GenerateCityOptions>,
): City {
  return generateCity({
    facts: HANOI.inventory,
    recipe: RECIPE,
    addressing: 'loopback',
    timeZone: HANOI_TIME_ZONE,
    ...given,
  });
}
