import { describe, expect, test } from 'vitest';
import { type Device, isWatchedAt } from '#core/domain/inventory.ts';
import { createCalendar } from '#simulator/city/calendar.ts';
import { applyFate, drawProject, FATES, type Fate } from '#simulator/city/lifecycle.ts';
import { createRandom } from '#simulator/city/random.ts';
import { loadRecipe } from '#simulator/city/recipe.ts';
import { HANOI_NOW_MS, HANOI_TIME_ZONE } from '../../../support/hanoi.ts';

const calendar = createCalendar(HANOI_TIME_ZONE);
const recipe = loadRecipe();
const random = createRandom(1, 'test');

const inOrder = ({ lifecycle }: Pick<Device, 'lifecycle'>) =>
  lifecycle.every(({ atMs }, index) => index === 0 || atMs >= (lifecycle[index - 1]?.atMs ?? 0));

describe('drawProject', () => {
  test.each([
    { which: 'old', newRatio: 0, isNew: false },
    { which: 'new', newRatio: 1, isNew: true },
  ] as const)('builds $which projects within the years of the recipe', ({ which, newRatio, isNew }) => {
    const [first, last] = recipe.built[which].map((day) => calendar.midnightMs(day));

    for (let round = 0; round < 100; round++) {
      const project = drawProject(newRatio, random, calendar, recipe);

      expect(project.isNew).toBe(isNew);
      expect(project.installedMs).toBeGreaterThanOrEqual(first ?? 0);
      expect(project.installedMs).toBeLessThanOrEqual(last ?? 0);
      expect(inOrder(project)).toBe(true);
    }
  });

  test('says on every document that it is a sample', () => {
    const { lifecycle } = drawProject(0, random, calendar, recipe);

    const documents = lifecycle.flatMap(({ document }) => (document === undefined ? [] : [document]));

    expect(documents).toHaveLength(2);
    expect(documents.every((document) => document.startsWith('mẫu '))).toBe(true);
  });
});

describe('applyFate', () => {
  const watched: Readonly<Record<Fate, boolean>> = {
    planned: false,
    paused: false,
    back: true,
    retired: false,
  };

  test.each(FATES)('ends in order for a device that is %s', (fate) => {
    const { lifecycle } = drawProject(1, random, calendar, recipe);

    const changed = { lifecycle: applyFate(lifecycle, fate, random, calendar, recipe) };

    expect(inOrder(changed)).toBe(true);
    expect(isWatchedAt(changed, HANOI_NOW_MS)).toBe(watched[fate]);
  });
});
