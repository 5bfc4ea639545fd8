import { expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { BUILT_IN, chooseScenario } from '#demo/scenarios/built-in.ts';
import { inHanoi } from '#test/support/alert-recipients.ts';
import { inventoryOf } from '#test/support/inventory.ts';
import { SMALL_CITY_PROFILES, smallCity } from '#test/support/small-city.ts';

const NIGHT_MS = inHanoi('2026-11-26 22:00');
const settings = { profiles: SMALL_CITY_PROFILES };

test('each has something to happen in the sample city', async () => {
  const config = await loadConfig('config/hanoi');

  for (const name of BUILT_IN)
    expect(chooseScenario(name, config, NIGHT_MS), name).toMatchObject({
      steps: expect.arrayContaining([expect.objectContaining({ afterMs: expect.any(Number) })]),
    });
});

test('each says what it needs where there is nothing', () => {
  const config = { inventory: inventoryOf({}), settings };

  expect(BUILT_IN.map((name) => chooseScenario(name, config, NIGHT_MS))).toEqual([
    { nothingFits: 'no-line' },
    { nothingFits: 'no-switch' },
    { nothingFits: 'no-two-in-an-area' },
    { nothingFits: 'no-line' },
    { nothingFits: 'no-camera' },
    { nothingFits: 'no-area' },
    { nothingFits: 'no-camera' },
    { nothingFits: 'no-line' },
    { nothingFits: 'no-line' },
    { nothingFits: 'no-redundancy' },
    { nothingFits: 'no-camera' },
  ]);
});

test('cameras of a storm are too few in each place to have one cause', () => {
  const inventory = smallCity(6);
  const chosen = chooseScenario('storm', { inventory, settings }, NIGHT_MS);

  const fallen =
    'steps' in chosen ? chosen.steps.flatMap((step) => (step.what === 'fall' ? step.entities : [])) : [];

  // Three of five in each ward are less than would be told of as one.
  expect(fallen).toHaveLength(18);
  expect(new Set(fallen).size).toBe(18);
});
