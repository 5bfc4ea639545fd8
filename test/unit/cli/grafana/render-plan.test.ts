import { expect, test } from 'vitest';
import { pushTextsEn } from '#cli/grafana/push-texts-en.ts';
import { pushTextsVi } from '#cli/grafana/push-texts-vi.ts';
import { renderKept, renderPlan, stepToJson } from '#cli/grafana/render-plan.ts';
import type { Step } from '#grafana/push/plan.ts';

const url = 'https://grafana.example.org';
const style = (_: unknown, text: string) => text;
const wanted = {
  kind: 'dashboard',
  key: 'camwatch-city',
  title: 'Thành phố',
  body: { secret: 'x' },
} as const;
const found = { body: {}, isMarked: true };

const STEPS: readonly Step[] = [
  { action: 'create', wanted },
  {
    action: 'change',
    wanted,
    found,
    differences: [{ path: 'refresh', from: '3s', to: '1m' }],
    isChangedThere: true,
  },
  { action: 'change', wanted, found, differences: [], isChangedThere: false },
  { action: 'untouched', wanted, found, isOurs: true },
  { action: 'refused', wanted, reason: 'foreign-policies', detail: 'first-aid' },
  { action: 'remove', kind: 'team', key: 'Sở cũ', found },
  { action: 'kept', kind: 'dashboard', key: 'camwatch-links', reason: 'unmarked' },
  { action: 'forget', kind: 'dashboard', key: 'camwatch-old' },
];

test('a plan has a line for each object that does not stay as it is, and what differs below it', () => {
  expect(renderPlan(STEPS, { url, texts: pushTextsEn, style }).split('\n')).toEqual([
    'Grafana at https://grafana.example.org:',
    '  + dashboard camwatch-city “Thành phố”',
    '  ~ dashboard camwatch-city “Thành phố”',
    '      changed in Grafana since the last push; put back',
    '      refresh: "3s" → "1m"',
    '  ~ dashboard camwatch-city “Thành phố”',
    '      written anew: its secret is not shown there, and whether it is ours is not known',
    '  ! dashboard camwatch-city “Thành phố”',
    '      the tree is not ours (its receiver: first-aid): --take-over-policies takes it over',
    '  - team Sở cũ',
    '  ! dashboard camwatch-links',
    '      kept: does not bear our mark any more',
    '1 to create, 2 to change, 1 to remove, 1 untouched, 1 kept, 1 refused.',
  ]);
});

test('a plan of nothing says so, in Vietnamese too', () => {
  const steps = STEPS.filter(({ action }) => action === 'untouched');

  expect(renderPlan(steps, { url, texts: pushTextsVi, style })).toBe(
    'Grafana tại https://grafana.example.org:\ntạo mới 0, sửa 0, xóa 0, không đổi 1.\nKhông có gì khác.',
  );
});

test('what could not be removed is told with the reason', () => {
  const step: Step = { action: 'remove', kind: 'team', key: 'Sở cũ', found };

  expect(renderKept(step, { reason: 'has-members', detail: '2' }, pushTextsVi)).toBe(
    '  ! nhóm người dùng Sở cũ: giữ lại: còn thành viên (2)',
  );
});

test('programs read what is done and never a body', () => {
  expect(STEPS.map(stepToJson)[1]).toEqual({
    action: 'change',
    kind: 'dashboard',
    key: 'camwatch-city',
    title: 'Thành phố',
    differences: [{ path: 'refresh', from: '3s', to: '1m' }],
  });
  expect(JSON.stringify(STEPS.map(stepToJson))).not.toContain('body');
});
