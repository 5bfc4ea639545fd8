import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { QualityFigures } from '../../figures/document/inventory-figures.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { nameOf, QUALITY_WORDS } from '../frame/words.ts';
import { reconciliationSentence } from '../sentences/contract-sentences.ts';
import { selfReportSummary } from './self-report-section.ts';

/** What the inventory lacks, and whether the figures add up. */
export function qualitySection(context: ReportContext): readonly Block[] {
  return [
    { kind: 'clause', title: 'Chất lượng số liệu' },
    ...qualityBlocks(context),
    ...selfReportSummary(context),
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
    ...ownerlessBlocks(quality, print),
  ];
}

function ownerlessBlocks({ rows }: QualityFigures, print: ReportContext['print']): readonly Block[] {
  const { named = [] } = rows.find(({ id }) => id === 'no-agency') ?? {};
  if (named.length === 0) return [];
  const more = 'quality.rows.no-agency.notNamed';
  const others = print.amount(more) ? prose` và ${print.countRun(more)} thiết bị khác` : '';
  const listed = named.map(nameOf).join('; ');
  return [
    { kind: 'paragraph', text: prose`Thiết bị cần xác định đơn vị quản lý, sử dụng: ${listed}${others}.` },
  ];
}

function reconciliationBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { reconciliation } = sections;
  if (isMissing(reconciliation)) return [missingBlock('Đối chiếu số liệu', reconciliation, 'reconciliation')];
  return [{ kind: 'paragraph', text: reconciliationSentence(print) }];
}
