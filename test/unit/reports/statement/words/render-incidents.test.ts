import { describe, expect, test } from 'vitest';
import { clockIncidents } from '#contracts/response/incident-clocks.ts';
import { buildIncidents } from '#contracts/response/incident-figures.ts';
import { hours, minutes } from '#core/time/units.ts';
import { renderIncidents } from '#reports/statement/words/render-incidents.ts';
import { createWords } from '#reports/statement/words/words.ts';
import {
  acknowledged,
  byContractor,
  changed,
  opened,
  recordOf,
  resolved,
  type ToldStep,
} from '#test/support/incident-steps.ts';
import { at, MONTH, TIME_ZONE } from '#test/support/settled-city.ts';
import { termsOf } from '#test/support/sla-input.ts';

const TERMS = termsOf({
  targets: { responseMs: minutes(30), restoration: [{ severity: 'major', withinMs: hours(4) }] },
});
const AS_OF = at('12-05T00:00');

const render = (steps: readonly ToldStep[], language: 'vi' | 'en' = 'en', terms = TERMS) =>
  renderIncidents(
    buildIncidents(
      clockIncidents({
        record: recordOf(steps),
        asOfMs: AS_OF,
        inForceAt: () => ({ contractor: 'a', terms }),
        excusesOf: () => [],
        hoursOf: () => (interval) => [interval],
      }),
      MONTH,
      AS_OF,
    ),
    createWords(language, TIME_ZONE, (_style, text) => text),
  );

const STEPS = [
  opened('i-1', at('11-10T08:00'), { severity: 'critical' }),
  acknowledged('i-1', at('11-10T08:05'), { kind: 'operator' }),
  acknowledged('i-1', at('11-10T08:40'), byContractor()),
  resolved('i-1', at('11-10T09:30')),
];

describe('incidents of a statement', () => {
  test('are told in English', () => {
    expect(render(STEPS)).toEqual([
      '',
      'incidents (1)',
      '  opened in the period: 1',
      '  response: 0 kept, 1 missed, 0 not decided yet at the end of the period, 0 passed on',
      '  restoration: 1 kept, 0 missed, 0 not decided yet at the end of the period, 0 passed on',
      '  i-1 · device:cam · critical · opened 2026-11-10 08:00 · contractor then: a',
      '      acknowledged 2026-11-10 08:05 by operator; acknowledged 2026-11-10 08:40 by contractor a · over 2026-11-10 09:30',
      '      response: 40m of 30m: missed',
      '      restoration: 1h 30m of 4h: kept',
    ]);
  });

  test('are told in Vietnamese', () => {
    expect(render(STEPS, 'vi')).toEqual([
      '',
      'sự cố (1)',
      '  số sự cố mở trong kỳ: 1',
      '  phản hồi: đúng hạn 0, quá hạn 1, chưa xác định đến cuối kỳ 0, chuyển đi 0',
      '  khắc phục: đúng hạn 1, quá hạn 0, chưa xác định đến cuối kỳ 0, chuyển đi 0',
      '  i-1 · device:cam · nghiêm trọng · mở lúc 2026-11-10 08:00 · nhà thầu khi đó: a',
      '      tiếp nhận lúc 2026-11-10 08:05, bởi bộ phận vận hành; tiếp nhận lúc 2026-11-10 08:40, bởi nhà thầu a · kết thúc lúc 2026-11-10 09:30',
      '      phản hồi: 40 phút trên hạn 30 phút: quá hạn',
      '      khắc phục: 1 giờ 30 phút trên hạn 4 giờ: đúng hạn',
    ]);
  });

  test.each([
    ['nobody answered', [opened('i-1', at('11-10T08:00'))], 'not acknowledged · not over yet'],
    [
      'somebody did, for nobody',
      [opened('i-1', at('11-10T08:00')), acknowledged('i-1', at('11-10T09:00'))],
      'acknowledged 2026-11-10 09:00 by somebody who named no party · not over yet',
    ],
    [
      'it was merged',
      [
        opened('i-1', at('11-10T08:00')),
        opened('i-2', at('11-10T08:00'), { contracts: [] }),
        resolved('i-1', at('11-10T08:10'), 'i-2'),
      ],
      'not acknowledged · went over to i-2 at 2026-11-10 08:10; not over yet',
    ],
    [
      'its cause became another',
      [opened('i-1', at('11-10T08:00')), changed('i-1', at('11-10T08:10'), { contracts: ['lines'] })],
      'not acknowledged · its cause is nothing of this contract from 2026-11-10 08:10 on',
    ],
  ])('say where %s', (_, steps, line) => {
    expect(render(steps)).toContain(`      ${line}`);
  });

  test('say what was decided before, what is not yet, and what nobody agreed', () => {
    const before = [opened('i-1', at('10-31T20:00')), resolved('i-1', at('11-01T01:00'))];
    const yet = [opened('i-1', at('11-30T23:50'))];

    expect(render(before)).toContain('      response: 5h of 30m: missed (counted in an earlier period)');
    expect(render(yet)).toContain('      restoration: 10m of 4h: not decided yet at the end of the period');
    expect(render(STEPS, 'en', termsOf())).toContain('      response: 40m, no limit is agreed');
    expect(render(before, 'en')[1]).toBe('incidents (1)');
  });

  test('are none where there were none, and absent where nobody kept any', () => {
    expect(render([opened('i-1', at('12-02T00:00'))])).toEqual(['', 'incidents (0)', '  none in the period']);
    expect(
      renderIncidents(
        undefined,
        createWords('en', TIME_ZONE, (_style, text) => text),
      ),
    ).toEqual([]);
  });

  test('are the worst twenty, the rest counted', () => {
    const many = Array.from({ length: 23 }, (_, index) => {
      const id = `i-${index}`;
      const atMs = at('11-10T08:00') + minutes(index);
      return [opened(id, atMs), resolved(id, atMs + minutes(index === 22 ? 45 : 5))];
    }).flat();

    const lines = render(many.toSorted((a, b) => a.atMs - b.atMs));

    expect(lines[5]).toContain('  i-22 · ');
    expect(lines.at(-1)).toBe('  and 3 more (--json has all)');
  });
});
