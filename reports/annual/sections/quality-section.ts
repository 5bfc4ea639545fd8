import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { MOST_WAITING_IN_TEXT } from '../annexes/register-annex.ts';
import { joinSentences, prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { nameOf, QUALITY_WORDS } from '../frame/words.ts';
import { reconciliationSentence } from '../sentences/contract-sentences.ts';
import { selfReportSummary } from './self-report-section.ts';

/** What the inventory lacks, what the plan tracker found, and whether the figures add up. */
export function qualitySection(context: ReportContext): readonly Block[] {
  return [
    { kind: 'clause', title: 'Chất lượng số liệu' },
    ...qualityBlocks(context),
    ...handInBlocks(context),
    ...selfReportSummary(context),
    { kind: 'clause', title: 'Tuân thủ quy định về đầu tư, lắp đặt' },
    ...planFindingBlocks(context),
    { kind: 'clause', title: 'Đối chiếu số liệu' },
    ...reconciliationBlocks(context),
  ];
}

function qualityBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { quality } = sections;
  if (isMissing(quality)) return [missingBlock('Chất lượng số liệu', quality, 'quality')];
  const rows = quality.rows.filter(({ devices }) => devices > 0);
  if (rows.length === 0)
    return [
      {
        kind: 'paragraph',
        text:
          quality.devices === 0
            ? prose`Cuối kỳ ${print.none('quality.devices', 'không')} có thiết bị nào trong danh mục để kiểm tra.`
            : prose`Kiểm tra ${print.countRun('quality.devices')} thiết bị trong danh mục, ${print.none('quality.rows.*.devices', 'không')} phát hiện nội dung nào còn thiếu.`,
      },
    ];
  return [
    {
      kind: 'paragraph',
      text: prose`Danh mục có ${print.countRun('quality.devices')} thiết bị cuối kỳ; các nội dung còn thiếu như sau:`,
    },
    {
      kind: 'table',
      columns: [{ share: 60 }, { share: 20 }, { share: 20 }],
      header: [['Nội dung còn thiếu', 'Số thiết bị', 'Tỷ lệ'].map((text) => ({ text }))],
      rows: rows.map(({ id }) => ({
        kind: 'row',
        cells: [
          QUALITY_WORDS[id],
          print.cell(`quality.rows.${id}.devices`),
          print.cell(`quality.rows.${id}.devices#share/quality.devices`),
        ],
      })),
    },
  ];
}

/** Units that did not hand in are named, as they were told. */
function handInBlocks({ plan, print, refer, agencyName }: ReportContext): readonly Block[] {
  if (isMissing(plan) || plan.handIn === undefined || plan.handIn.units === 0) return [];
  const { waiting, handedIn } = plan.handIn;
  return [
    {
      kind: 'paragraph',
      text: joinSentences([
        handedIn === 0
          ? prose`Chưa đơn vị nào trong ${print.run('plan.state.handIn.units')} đơn vị gửi biểu mẫu báo cáo.`
          : prose`Có ${print.run('plan.state.handIn.handedIn')} trên ${print.run('plan.state.handIn.units')} đơn vị đã gửi biểu mẫu báo cáo.`,
        waiting.length === 0
          ? undefined
          : waiting.length <= MOST_WAITING_IN_TEXT
            ? `Chưa có số liệu tự báo cáo của các đơn vị chưa gửi: ${waiting.map(agencyName).join('; ')}.`
            : `Chưa có số liệu tự báo cáo của các đơn vị chưa gửi, có tên tại ${refer('registers')}.`,
      ]),
    },
  ];
}

const PLAN_FINDING_WORDS: Readonly<Record<string, string>> = {
  'installed-without-opinion':
    'Lắp đặt khi chưa có đủ ý kiến của Sở Khoa học và Công nghệ và Công an Thành phố',
  'installed-during-pause': 'Lắp đặt sau khi tạm dừng đầu tư mới, chưa ghi nhận căn cứ được loại trừ',
  unused: 'Đã lắp đặt nhưng ngừng hoạt động kéo dài (nguy cơ lãng phí)',
  'duplicate-view': 'Có thể trùng vị trí, hướng quan sát với camera của đơn vị khác',
};

function planFindingBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { planFindings } = sections;
  if (isMissing(planFindings))
    return [missingBlock('Tuân thủ quy định về đầu tư, lắp đặt', planFindings, 'planFindings')];
  const rows = planFindings.rows.filter(({ devices, sites }) => devices + sites > 0);
  if (rows.length === 0)
    return [
      {
        kind: 'paragraph',
        text: 'Đối chiếu danh mục với sổ theo dõi Kế hoạch: không phát hiện trường hợp nào cần làm rõ.',
      },
    ];
  return [
    {
      kind: 'paragraph',
      text: 'Đối chiếu danh mục với sổ theo dõi Kế hoạch, có các trường hợp sau cần làm rõ:',
    },
    {
      kind: 'table',
      columns: [{ share: 64 }, { share: 18 }, { share: 18 }],
      header: [['Trường hợp', 'Số thiết bị', 'Số địa điểm'].map((text) => ({ text }))],
      rows: rows.map(({ id }) => ({
        kind: 'row',
        cells: [
          PLAN_FINDING_WORDS[id] ?? nameOf({ id }),
          print.cell(`planFindings.rows.${id}.devices`),
          print.cell(`planFindings.rows.${id}.sites`),
        ],
      })),
    },
  ];
}

function reconciliationBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { reconciliation } = sections;
  if (isMissing(reconciliation)) return [missingBlock('Đối chiếu số liệu', reconciliation, 'reconciliation')];
  return [{ kind: 'paragraph', text: reconciliationSentence(print) }];
}
