import type { SheetCell } from '../../documents/xlsx/sheet.ts';
import type { PlanRecord } from '../annual/frame/plan-record.ts';
import type { ReportContext } from '../annual/frame/report-context.ts';
import { AUTHORITIES, AUTHORITY_WORDS, VERDICT_WORDS } from '../annual/sections/opinion-section.ts';
import { isMissing } from '../figures/document/figure-parts.ts';
import { DAY, day, type FigureSheet, WHOLE } from './figure-sheet.ts';

/** Each site that opinions were asked on, with a row for each authority. */
export function opinionSheet({ plan, agencyName }: ReportContext): FigureSheet | undefined {
  if (isMissing(plan)) return undefined;
  return {
    name: 'Ý kiến',
    columns: [
      { title: 'Địa điểm', width: 40, wrap: true },
      { title: 'Đơn vị đề nghị', width: 36, wrap: true },
      { title: 'Văn bản đề nghị', width: 22 },
      { title: 'Ngày đề nghị', width: 14, ...DAY },
      { title: 'Cơ quan cho ý kiến', width: 28 },
      { title: 'Tình trạng', width: 16 },
      { title: 'Văn bản trả lời', width: 22 },
      { title: 'Ngày trả lời', width: 14, ...DAY },
      { title: 'Số ngày đến khi trả lời hoặc đang chờ', width: 16, ...WHOLE },
      { title: 'Về vị trí', width: 26 },
      { title: 'Về giải pháp công nghệ', width: 26 },
    ],
    rows: plan.site.flatMap((site) =>
      AUTHORITIES.map((authority) => [
        plan.siteNames[site.site] ?? 'Địa điểm bí mật',
        site.agency === undefined ? undefined : agencyName(site.agency),
        site.request?.document,
        day(site[authority].asked ?? site.request?.date),
        AUTHORITY_WORDS[authority],
        ...answerCells(site[authority]),
      ]),
    ),
  };
}

type Opinion = PlanRecord['site'][number]['dost'];

const answerCells = (opinion: Opinion): readonly SheetCell[] => [
  STATUS_WORDS[opinion.status],
  opinion.document,
  day(opinion.date),
  opinion.daysWaiting,
  ...[opinion.place, opinion.technology].map((verdict) =>
    verdict === undefined ? undefined : (VERDICT_WORDS[verdict] ?? verdict),
  ),
];

const STATUS_WORDS: Readonly<Record<Opinion['status'], string>> = {
  'not-asked': 'Chưa đề nghị',
  waiting: 'Đang chờ',
  answered: 'Đã trả lời',
};
