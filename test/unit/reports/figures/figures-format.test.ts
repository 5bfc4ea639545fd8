import { describe, expect, test } from 'vitest';
import { asOfFormat } from '#reports/figures/document/figures-format.ts';

const document = {
  format: 'camwatch-figures-2',
  sections: {
    movement: { city: { camera: { closing: 2, moved: 1 } } },
    plan: { state: { tasks: [{ id: 'II.1', units: [] }, { id: 'II.2' }] } },
    waste: { rows: [] },
  },
};

describe('a document as a file of format 1 has it', () => {
  test('lacks what came later: a section, a member of any name, a member of each in a list', () => {
    const news = ['sections.waste', 'sections.movement.city.*.moved', 'sections.plan.state.tasks.*.units'];

    expect(asOfFormat(document, 'camwatch-figures-1', news)).toEqual({
      format: 'camwatch-figures-2',
      sections: {
        movement: { city: { camera: { closing: 2 } } },
        plan: { state: { tasks: [{ id: 'II.1' }, { id: 'II.2' }] } },
      },
    });
  });

  test('is left alone where the way leads nowhere, and where it is of the format of today', () => {
    expect(asOfFormat(document, 'camwatch-figures-1', ['sections.gone.rows.*.x', 'format.x'])).toEqual(
      document,
    );
    expect(asOfFormat(document, 'camwatch-figures-2', ['sections'])).toBe(document);
  });
});
