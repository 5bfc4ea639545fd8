import { DEVICE_KINDS } from '../../../core/domain/inventory.ts';
import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Table } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { joinSentences, prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { capitalised, KIND_WORDS, nameOf, PURPOSE_WORDS } from '../frame/words.ts';
import { movementSentence, stepsOf, transferSentence } from '../sentences/inventory-sentences.ts';

/** How many devices there are, how they came and went, and what they are for. */
export function movementSection(context: ReportContext): readonly Block[] {
  return [
    { kind: 'clause', title: 'Số lượng và biến động thiết bị' },
    ...movementBlocks(context),
    { kind: 'clause', title: 'Phân bố camera' },
    ...countBlocks(context),
  ];
}

const STEP_TITLES = {
  opening: 'Đầu kỳ',
  installed: 'Lắp mới',
  received: 'Tiếp nhận',
  handedOver: 'Bàn giao',
  scrapped: 'Thanh lý',
  closing: 'Cuối kỳ',
} as const;

function movementBlocks({ sections, print, document, refer }: ReportContext): readonly Block[] {
  const { movement } = sections;
  if (isMissing(movement)) return [missingBlock('Biến động thiết bị', movement, 'movement')];
  const isAgency = document.scope.kind === 'agency';
  const steps = stepsOf(isAgency);
  const kinds = DEVICE_KINDS.filter((kind) => movement.city[kind] !== undefined);
  const table: Table = {
    kind: 'table',
    caption: 'Biến động thiết bị trong kỳ',
    unit: 'Đơn vị tính: thiết bị',
    columns: [{ share: 34 }, ...steps.map(() => ({ share: 12 }))],
    header: [['Loại thiết bị', ...steps.map((step) => STEP_TITLES[step])].map((text) => ({ text }))],
    rows: [
      ...kinds.map((kind) => ({
        kind: 'row' as const,
        cells: [
          capitalised(KIND_WORDS[kind]),
          ...steps.map((step) => print.cell(`movement.city.${kind}.${step}`)),
        ],
      })),
      {
        kind: 'total' as const,
        cells: ['Cộng', ...steps.map((step) => print.cell(`movement.city.*.${step}`))],
      },
    ],
  };
  return [
    {
      kind: 'paragraph',
      text: movementSentence(print, dateText(document.window.lastDate), isAgency),
    },
    table,
    ...removedNote(print),
    // What one agency received and handed over stands in the table.
    ...(isAgency
      ? []
      : [
          {
            kind: 'paragraph',
            text: joinSentences([
              transferSentence(print),
              refer('agencies') === ''
                ? undefined
                : `Số lượng camera theo đơn vị nêu tại ${refer('agencies')}.`,
            ]),
          } as const,
        ]),
  ];
}

/** Of those scrapped: taken off the list without a retirement. */
function removedNote(print: ReportContext['print']): readonly Block[] {
  if ((print.amount('movement.removedFromList.*') ?? 0) === 0) return [];
  return [
    {
      kind: 'note',
      text: prose`Thanh lý gồm ${print.countRun('movement.removedFromList.*')} thiết bị được đưa ra khỏi danh mục.`,
    },
  ];
}

function countBlocks(context: ReportContext): readonly Block[] {
  const { sections, print } = context;
  const { counts } = sections;
  if (isMissing(counts)) return [missingBlock('Phân bố camera', counts, 'counts')];
  const columns = ['Camera', 'Trong đó PTZ', 'Trong đó cố định'];
  const cellsOf = (path: string) => [
    print.countCell(`${path}.kinds.camera`),
    print.cell(`${path}.ptz`),
    print.cell(`${path}.fixed`),
  ];
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
      ? {
          kind: 'paragraph',
          text: prose`Cuối kỳ ${print.none('counts.city.kinds.camera', 'không')} có camera nào trong danh mục.`,
        }
      : table,
    ...placeReference(context),
  ];
}

/** Wards stand in an annex of an agency; of the city they are in the workbook. */
function placeReference({ document, refer }: ReportContext): readonly Block[] {
  const annex = refer('places');
  if (annex !== '') return [{ kind: 'paragraph', text: `Số lượng theo phường, xã nêu tại ${annex}.` }];
  return document.scope.kind === 'agency'
    ? []
    : [
        {
          kind: 'paragraph',
          text: 'Số lượng theo đơn vị và loại thiết bị, theo phường, xã, theo địa bàn quận, huyện, thị xã cũ có trong tệp số liệu kèm theo. Địa bàn cũ chỉ dùng để tổng hợp số liệu.',
        },
      ];
}

function purposeName(id: string, name: string | undefined): string {
  const words: Readonly<Record<string, string>> = PURPOSE_WORDS;
  return words[id] ?? nameOf({ id, name });
}
