import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import type { TableCell, TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { availabilityCell, boundsNote } from '../frame/availability-bounds.ts';
import { headlineIndicator } from '../frame/headline-indicator.ts';
import { joinSentences, prose } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';

/** A figure of this year, and the one of the year before that it is held against. */
interface MainFigure {
  readonly name: RichText;
  readonly now: string;
  readonly before: string;
  /** How both are read, where their difference is told. */
  readonly reading: string;
  /** Of availability: where its sums of states stand, this year's and those of the year before. */
  readonly sums?: readonly [now: string, before: string];
}

/** Five figures, with their change to the year before where there is one. */
export function mainFigures(context: ReportContext): readonly Block[] {
  const { document, print, sections } = context;
  const before = document.year - 1;
  const isCompared = !isMissing(sections.yearBefore);
  const years = [`Năm ${document.year}`, ...(isCompared ? [`Năm ${before}`, 'Thay đổi'] : [])];
  return [
    {
      kind: 'table',
      columns: [{ share: 55 }, ...years.map(() => ({ share: isCompared ? 15 : 30 }))],
      header: [['Số liệu chính', ...years].map((text) => ({ text }))],
      rows: figuresOf(context).map((figure): TableRow => {
        const cells = [
          figureCell(figure, 0, print),
          ...(isCompared ? [figureCell(figure, 1, print), changeCell(figure, print)] : []),
        ];
        return { kind: 'row', cells: [{ kind: 'text', text: figure.name }, ...cells] };
      }),
    },
    ...noteOf(context, isCompared),
  ];
}

function noteOf({ document, print, sections }: ReportContext, isCompared: boolean): readonly Block[] {
  const { sums = [] } = figuresOf({ document, print, sections }).find((figure) => figure.sums) ?? {};
  const notes = [
    isCompared
      ? undefined
      : prose`${print.none('yearBefore', 'Chưa')} có số liệu năm ${String(document.year - 1)} để so sánh.`,
    print.amount(rateOf(document.year)) === undefined
      ? prose`${print.none(rateOf(document.year), 'Chưa đủ')} số báo cáo để tính tỷ lệ giải ngân.`
      : undefined,
    boundsNote(print, isCompared ? sums : sums.slice(0, 1)),
  ];
  const text = joinSentences(notes);
  return text.length === 0 ? [] : [{ kind: 'note', text }];
}

function figureCell({ now, before, sums }: MainFigure, at: 0 | 1, print: ReportContext['print']): TableCell {
  const id = [now, before][at] ?? now;
  return sums === undefined ? print.cell(id) : availabilityCell(print, sums[at]);
}

const changeCell = ({ now, before, reading }: MainFigure, print: ReportContext['print']) =>
  print.cell(`${now.split('#')[0]}#change/${reading}/${before}`);

function figuresOf({
  document: { year },
  print,
  sections,
}: Pick<ReportContext, 'document' | 'print' | 'sections'>): readonly MainFigure[] {
  const indicator = headlineIndicator(sections);
  const now = {
    availability: `availability.indicators.${indicator}.camera.city`,
    outages: `outages.indicators.${indicator}.camera.city`,
  };
  const then = `yearBefore.indicators.${indicator}.camera`;
  const target = print.amount('targets.rows.cameras.target');
  const known = print.amount(`${now.availability}.measured#coverage`);
  return [
    {
      name:
        target === undefined
          ? 'Camera có trong danh mục cuối kỳ'
          : prose`Camera có trong danh mục cuối kỳ (nhu cầu theo Kế hoạch: ${print.run('targets.rows.cameras.target')})`,
      now: 'movement.city.camera.closing',
      before: 'yearBefore.kinds.camera',
      reading: '',
    },
    {
      name:
        known === undefined
          ? 'Độ khả dụng của camera'
          : prose`Độ khả dụng của camera (có số liệu ${print.run(`${now.availability}.measured#coverage`)} thời gian)`,
      now: `${now.availability}.measured#availability`,
      before: `${then}.availability.measured#availability`,
      reading: 'availability',
      sums: [`${now.availability}.measured`, `${then}.availability.measured`],
    },
    {
      name: 'Số lần camera gián đoạn',
      now: `${now.outages}.count`,
      before: `${then}.outages.count`,
      reading: '',
    },
    {
      name: 'Thời gian khắc phục trung bình (giờ)',
      now: `${now.outages}.mttrMs#hours`,
      before: `${then}.outages.mttrMs#hours`,
      reading: 'hours',
    },
    {
      name: 'Tỷ lệ giải ngân so với kinh phí được giao',
      now: rateOf(year),
      before: rateOf(year - 1),
      reading: `rate%2F${year}%2Fdisbursed%2Fallocated`,
    },
  ];
}

const rateOf = (year: number): string => `plan.state.funding.*.values#rate/${year}/disbursed/allocated`;
