import { DEVICE_KINDS } from '../../../core/domain/inventory.ts';
import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Table } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { joinSentences } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { capitalised, KIND_WORDS, nameOf, PURPOSE_WORDS } from '../frame/words.ts';
import { movementSentence, transferSentence } from '../sentences/inventory-sentences.ts';

/** How many devices there are, how they came and went, and what they are for. */
export function movementSection(context: ReportContext): readonly Block[] {
  return [
    { kind: 'clause', title: 'Số lượng và biến động thiết bị' },
    ...movementBlocks(context),
    { kind: 'clause', title: 'Phân bố camera' },
    ...countBlocks(context),
  ];
}

const STEPS = ['opening', 'installed', 'received', 'handedOver', 'scrapped', 'closing'] as const;

function movementBlocks(context: ReportContext): readonly Block[] {
  const { sections, print, document, refer } = context;
  const { movement } = sections;
  if (isMissing(movement)) return [missingBlock('Biến động thiết bị', movement)];
  const kinds = DEVICE_KINDS.filter((kind) => movement.city[kind] !== undefined);
  const table: Table = {
    kind: 'table',
    caption: 'Biến động thiết bị trong kỳ',
    unit: 'Đơn vị tính: thiết bị',
    columns: [{ share: 26 }, ...STEPS.map(() => ({ share: 12 }))],
    header: [
      ['Loại thiết bị', 'Đầu kỳ', 'Lắp mới', 'Tiếp nhận', 'Bàn giao', 'Thanh lý', 'Cuối kỳ'].map((text) => ({
        text,
      })),
    ],
    rows: [
      ...kinds.map((kind) => ({
        kind: 'row' as const,
        cells: [
          capitalised(KIND_WORDS[kind]),
          ...STEPS.map((step) => print.cell(`movement.city.${kind}.${step}`)),
        ],
      })),
      {
        kind: 'total' as const,
        cells: ['Cộng', ...STEPS.map((step) => print.cell(`movement.city.*.${step}`))],
      },
    ],
  };
  return [
    { kind: 'paragraph', text: movementSentence(print, dateText(document.window.lastDate)) },
    table,
    {
      kind: 'note',
      text: 'Đầu kỳ + lắp mới + tiếp nhận − bàn giao − thanh lý = cuối kỳ. Tiếp nhận, bàn giao ở bảng này chỉ tính với bên ngoài phạm vi báo cáo.',
    },
    // What one agency received and handed over stands in the table.
    ...(document.scope.kind === 'agency'
      ? []
      : [
          {
            kind: 'paragraph',
            text: joinSentences([
              transferSentence(print),
              refer('movement') === '' ? undefined : `Chi tiết theo đơn vị nêu tại ${refer('movement')}.`,
            ]),
          } as const,
        ]),
  ];
}

function countBlocks(context: ReportContext): readonly Block[] {
  const { sections, print, refer } = context;
  const { counts } = sections;
  if (isMissing(counts)) return [missingBlock('Phân bố camera', counts)];
  const columns = ['Camera', 'Trong đó PTZ', 'Trong đó cố định'];
  const cellsOf = (path: string) => [
    print.countCell(`${path}.kinds.camera`),
    print.cell(`${path}.ptz`),
    print.cell(`${path}.fixed`),
  ];
  const places = refer('places');
  const table: Table = {
    kind: 'table',
    caption: 'Camera theo mục đích sử dụng',
    unit: 'Đơn vị tính: camera',
    columns: [{ share: 46 }, { share: 18 }, { share: 18 }, { share: 18 }],
    header: [['Mục đích', ...columns].map((text) => ({ text }))],
    rows: [
      ...counts.purpose.map(({ id, name }) => ({
        kind: 'row' as const,
        cells: [purposeName(id, name), ...cellsOf(`counts.purpose.${id}`)],
      })),
      { kind: 'total' as const, cells: ['Cộng', ...cellsOf('counts.city')] },
    ],
  };
  return [
    (print.amount('counts.city.kinds.camera') ?? 0) === 0
      ? { kind: 'paragraph', text: 'Cuối kỳ không có camera nào trong danh mục.' }
      : table,
    ...(places === ''
      ? []
      : [
          {
            kind: 'paragraph',
            text: `Số lượng theo địa bàn quận, huyện, thị xã cũ và theo phường, xã nêu tại ${places}. Địa bàn quận, huyện, thị xã cũ chỉ là cách gộp số liệu để theo dõi, không phải đơn vị hành chính.`,
          } as const,
        ]),
  ];
}

function purposeName(id: string, name: string | undefined): string {
  const words: Readonly<Record<string, string>> = PURPOSE_WORDS;
  return words[id] ?? nameOf({ id, name });
}
