import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { SaidState, SelfReportFigures } from '../../figures/document/self-report-figures.ts';
import { joinList, joinSentences, prose } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';

/** Of the city: of how many devices units said how they work, and of how many something else was measured. */
export function selfReportSummary(context: ReportContext): readonly Block[] {
  const said = saidIn(context);
  const { print, document } = context;
  if (!said || document.scope.kind !== 'city') return [];
  const states = said.rows.map(
    ({ id }) => prose`${print.countRun(`selfReports.rows.${id}.devices`)} ${SAID_WORDS[id].toLowerCase()}`,
  );
  return [
    {
      kind: 'paragraph',
      text: joinSentences([
        prose`Các đơn vị tự báo cáo tình trạng của ${print.countRun('selfReports.said')}/${print.run('selfReports.devices')} thiết bị: ${joinList(states)}.`,
        differingSentence(context, said),
      ]),
    },
  ];
}

/** Of an agency: what it says beside what was measured, and the devices of which these differ. */
export function selfReportSection(context: ReportContext): readonly Block[] {
  const said = saidIn(context);
  if (!said)
    return [{ kind: 'paragraph', text: 'Chưa có số liệu tình trạng thiết bị theo biểu mẫu của đơn vị.' }];
  const { print } = context;
  return [
    {
      kind: 'paragraph',
      text: joinSentences([
        prose`Đơn vị tự báo cáo tình trạng của ${print.countRun('selfReports.said')}/${print.run('selfReports.devices')} thiết bị.`,
        differingSentence(context, said),
      ]),
    },
    comparison(context, said),
    ...differingTable(said),
  ];
}

function saidIn({ sections }: ReportContext): SelfReportFigures | undefined {
  const { selfReports } = sections;
  return selfReports === undefined || isMissing(selfReports) || selfReports.said === 0
    ? undefined
    : selfReports;
}

function differingSentence({ print }: ReportContext, { differing }: SelfReportFigures) {
  return differing === 0
    ? prose`Đối chiếu với kết quả đo cuối kỳ: ${print.none('selfReports.differing', 'không')} có thiết bị nào khác.`
    : prose`Đối chiếu với kết quả đo cuối kỳ, ${print.countRun('selfReports.differing')} thiết bị có kết quả đo khác với báo cáo của đơn vị.`;
}

const COUNTS = ['devices', 'up', 'down', 'unmeasured'] as const;

function comparison({ print }: ReportContext, { rows }: SelfReportFigures): Block {
  return {
    kind: 'table',
    caption: 'Tình trạng thiết bị do đơn vị báo cáo và kết quả đo cuối kỳ',
    unit: 'Đơn vị tính: thiết bị',
    columns: [{ share: 36 }, { share: 16 }, { share: 16 }, { share: 16 }, { share: 16 }],
    header: [
      [
        { text: 'Đơn vị báo cáo', rowSpan: 2 },
        { text: 'Số thiết bị', rowSpan: 2 },
        { text: 'Kết quả đo', columnSpan: 3 },
      ],
      [{ text: 'Hoạt động' }, { text: 'Gián đoạn' }, { text: 'Chưa đo được' }],
    ],
    rows: rows.map(({ id }) => ({
      kind: 'row',
      cells: [SAID_WORDS[id], ...COUNTS.map((count) => print.cell(`selfReports.rows.${id}.${count}`))],
    })),
  };
}

function differingTable({ examples, secretLeftOut, notListed }: SelfReportFigures): readonly Block[] {
  if (examples.length === 0) return [];
  const left = secretLeftOut + notListed;
  return [
    {
      kind: 'table',
      caption: 'Thiết bị có kết quả đo khác với báo cáo của đơn vị',
      columns: [{ share: 46 }, { share: 22 }, { share: 18 }, { share: 14 }],
      header: [['Thiết bị', 'Đơn vị báo cáo', 'Từ ngày', 'Kết quả đo'].map((text) => ({ text }))],
      rows: examples.map(({ name, said, since, measured }) => ({
        kind: 'row',
        cells: [
          name,
          SAID_WORDS[said],
          since === undefined ? '–' : dateText(since),
          measured === 'up' ? 'Hoạt động' : 'Gián đoạn',
        ],
      })),
    },
    ...(left > 0 ? [{ kind: 'note', text: 'Bảng không nêu hết các thiết bị.' } as const] : []),
  ];
}

const SAID_WORDS: Readonly<Record<SaidState, string>> = {
  up: 'Hoạt động tốt',
  degraded: 'Hoạt động kém',
  down: 'Không hoạt động',
  unknown: 'Chưa rõ',
  'not-in-use': 'Không sử dụng',
  'not-stated': 'Không nêu tình trạng',
};
