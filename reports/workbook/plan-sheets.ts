import type { SheetCell } from '../../documents/xlsx/sheet.ts';
import type { PlanRecord } from '../annual/frame/plan-record.ts';
import type { ReportContext } from '../annual/frame/report-context.ts';
import { standingIn } from '../annual/frame/task-entries.ts';
import { dueDateOf, STANDING_WORDS } from '../annual/frame/task-standing.ts';
import { capitalised, shortName } from '../annual/frame/words.ts';
import { leadWords, timeWords } from '../annual/sentences/task-sentences.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { DAY, day, dong, type FigureSheet, PERCENT, percentCell, WHOLE } from './figure-sheet.ts';

/** Tasks of the plan, each followed by the bodies that lead it where these are several. */
export function taskSheet(context: ReportContext): FigureSheet | undefined {
  const { plan, agencyName } = context;
  if (isMissing(plan)) return undefined;
  return {
    name: 'Nhiệm vụ',
    columns: [
      { title: 'Nhiệm vụ', width: 10 },
      { title: 'Tên', width: 60, wrap: true },
      { title: 'Cơ quan', width: 36, wrap: true },
      { title: 'Thời gian', width: 24 },
      { title: 'Hạn', width: 12, ...DAY },
      { title: 'Tình trạng', width: 18 },
      { title: 'Tiến độ (%)', width: 10, ...WHOLE },
      { title: 'Nội dung báo cáo', width: 60, wrap: true },
    ],
    rows: plan.tasks.flatMap((task): readonly (readonly SheetCell[])[] => {
      const name = task.name ?? task.shortName;
      const own = [
        ...[task.id, name, leadWords(task, agencyName), timeWords(task), day(dueDateOf(task))],
        ...[capitalised(STANDING_WORDS[standingIn(context, task)]), task.progressPercent, task.note],
      ];
      const units = (task.units ?? []).map(({ agency, status, progressPercent, note }) => [
        ...[task.id, name, agencyName(agency), undefined, undefined],
        ...[capitalised(STANDING_WORDS[status]), progressPercent, note],
      ]);
      return [own, ...units];
    }),
  };
}

/** Money as it was entered, with what was paid out of what was allocated. */
export function moneySheet({ plan, agencyName }: ReportContext): FigureSheet | undefined {
  if (isMissing(plan)) return undefined;
  const named = ['KP_kế_hoạch', 'KP_được_giao', 'KP_giải_ngân'];
  return {
    name: 'Kinh phí',
    columns: [
      { title: 'Năm', width: 8 },
      { title: 'Nguồn kinh phí', width: 32 },
      { title: 'Nhiệm vụ', width: 10 },
      { title: 'Đơn vị', width: 40 },
      ...['Kế hoạch', 'Được giao', 'Đã giải ngân'].map((title, index) => ({
        ...{ title: `${title} (đồng)`, width: 20, ...WHOLE },
        ...(named[index] !== undefined && { named: named[index] }),
      })),
      { title: 'Tỷ lệ giải ngân (%)', width: 14, ...PERCENT },
    ],
    rows: plan.funding.map(({ values }) => {
      const { year, source, task, agency, planned, allocated, disbursed } = values;
      return [
        ...[year, source, task, agency === undefined ? undefined : shortName(agencyName(agency))],
        ...[planned, allocated, disbursed].map(dong),
        allocated === undefined || disbursed === undefined
          ? undefined
          : percentCell('KP_giải_ngân', 'KP_được_giao', Number(disbursed), Number(allocated)),
      ];
    }),
    summed: [5, 6, 7],
  };
}

const HAND_IN_WORDS: Readonly<Record<string, string>> = {
  complete: 'Đã gửi đủ',
  'with-errors': 'Đã gửi, còn sai sót',
  blank: 'Gửi biểu mẫu để trống',
  'nothing-to-report': 'Báo không phát sinh',
  'not-sent': 'Chưa gửi',
};

/** Each unit that had to hand in a form, and how it stands. */
export function handInSheet({ plan, agencyName }: ReportContext): FigureSheet | undefined {
  if (isMissing(plan) || plan.handIn === undefined) return undefined;
  return {
    name: 'Báo cáo của đơn vị',
    columns: [
      { title: 'Đơn vị', width: 50 },
      { title: 'Biểu mẫu', width: 26 },
    ],
    rows: handInStates(plan.handIn).flatMap(([state, units]) =>
      units.map((unit) => [agencyName(unit), HAND_IN_WORDS[state] ?? state]),
    ),
  };
}

/** Of an earlier file only those that did not hand in. */
const handInStates = ({
  states,
  waiting,
}: NonNullable<PlanRecord['handIn']>): readonly (readonly [state: string, units: readonly string[]])[] =>
  states
    ? Object.entries(states).map(([state, { units }]) => [state, units] as const)
    : [['not-sent', waiting]];
