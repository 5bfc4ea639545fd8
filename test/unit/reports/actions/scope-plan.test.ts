import { describe, expect, test } from 'vitest';
import { readPlanState } from '#plan/state/read-plan-state.ts';
import { findHiddenPlaces, findSecretPlaces, hideSecretPlaces } from '#reports/actions/hide-secret-places.ts';
import { sealablePlan } from '#reports/actions/plan-definition.ts';
import { scopePlan } from '#reports/actions/scope-plan.ts';
import type { FiguresScope } from '#reports/figures/document/figures-header.ts';
import { figuresInventory } from '#test/support/figures-inventory.ts';
import { PLAN_ZONE, planOf } from '#test/support/plan.ts';

const PLAN = planOf(`
reminders:
  matrix: [{ id: all, from: police, to: { kinds: [ward] } }]
  contacts: { so-xay-dung: [truc-ban] }
obstacles: [{ id: '1', text: Thiếu đường truyền, year: 2025, agency: police }]
exemptions: [{ id: '1', document: 12/UB, date: 2025-09-10, reason: special-purpose, sites: [hidden-1, pole-1], devices: [cam-9, cam-1] }]
sites:
  - { id: hidden-1, request: { document: 77/MẬT, date: 2025-09-10 }, dost: { document: 78/MẬT, date: 2025-10-01 }, note: Cổng doanh trại }
  - { id: pole-1, request: { document: 5/TT, date: 2025-09-11 } }
`);
const STATE = readPlanState(PLAN, [], { zone: PLAN_ZONE, nowMs: Date.parse('2025-11-17T00:00:00Z') });
const INVENTORY = figuresInventory({
  sites: [{ id: 'hidden-1', secrecy: 'secret' }, { id: 'pole-1' }],
  devices: [
    { id: 'cam-9', steps: [], turns: [[0, { site: 'hidden-1' }]] },
    { id: 'cam-1', steps: [], turns: [[0, { site: 'pole-1' }]] },
  ],
});
const sealedOf = (scope: FiguresScope, secretSites: 'include' | 'leave-out' = 'leave-out') => {
  const given = { minimumCoveragePpm: 0, mostListed: 9, secretSites };
  const input = {
    format: 'camwatch-figures-2',
    scope,
    given,
    inventory: INVENTORY,
    recordedBeforeMs: 1,
  } as const;
  const { definition, ...state } = sealablePlan(scopePlan(STATE, input));
  return { state, definition: JSON.stringify(definition) };
};

describe('the plan as it is sealed with figures', () => {
  test('has what was entered of a secret site, and not which one it is', () => {
    const { state, definition } = sealedOf({ kind: 'city' });

    expect(`${JSON.stringify(state)} ${definition}`).not.toMatch(/hidden-1|cam-9|MẬT|doanh trại/);
    expect(state.site).toMatchObject([
      { site: 'secret', request: { date: '2025-09-10' }, dost: { status: 'answered' } },
      { site: 'pole-1', request: { document: '5/TT' } },
    ]);
    expect(state.exemption).toMatchObject([
      { values: { sites: ['secret', 'pole-1'], devices: ['secret', 'cam-1'] } },
    ]);
  });

  test('has the same without names of secret sites where it is of an agency, which needs opinions', () => {
    const { definition } = sealedOf({ kind: 'agency', agency: 'so-xay-dung' });

    expect(definition).not.toMatch(/hidden-1|cam-9|MẬT|doanh trại/);
    expect(definition).toMatch(/secret:1.*2025-10-01/);
  });

  test('is led back to its sites by the same ledger', () => {
    const places = findSecretPlaces(INVENTORY);

    const hidden = hideSecretPlaces(PLAN, places);
    const found = findHiddenPlaces(hidden, places);

    expect(hidden.registers.exemption).toMatchObject([
      { sites: ['secret:1', 'pole-1'], devices: ['secret:1', 'cam-1'] },
    ]);
    expect(found.registers.exemption).toEqual(PLAN.registers.exemption);
    expect(found.registers.site.map(({ id }) => id)).toEqual(['hidden-1', 'pole-1']);
    expect(findHiddenPlaces(PLAN, places)).toEqual(PLAN);
  });

  test('names secret sites where the whole report does', () => {
    expect(JSON.stringify(sealedOf({ kind: 'city' }, 'include').state)).toMatch(/hidden-1.*77\/MẬT/);
  });

  test.each([
    { kind: 'agency', agency: 'so-xay-dung' },
    { kind: 'month', month: '2025-10' },
  ] as const)('has in a report of $kind nothing that units entered or are asked for', (scope) => {
    const { state, definition } = sealedOf(scope);

    expect(JSON.stringify(state)).not.toMatch(/hidden-1|cam-9|pole-1|police|Thiếu đường truyền/);
    expect(definition).not.toMatch(/truc-ban|Thiếu đường truyền|Ban hành quy chế/);
  });
});
