import { STATE_WORDS_VI } from '../../../core/words/state-words-vi.ts';
import type { Block } from '../../../documents/model/block.ts';
import { drawDowntimeByCause } from '../../charts/downtime-by-cause.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { capitalised, nameOf, rootWords, shortName } from '../frame/words.ts';
import { picture } from './availability-section.ts';

/** What took devices down, and who answers for it. */
export function causeSection(context: ReportContext): readonly Block[] {
  const { sections, print } = context;
  const { causes } = sections;
  const title: Block = { kind: 'clause', title: 'Nguyên nhân và trách nhiệm' };
  if (isMissing(causes)) return [title, missingBlock('Nguyên nhân gián đoạn', causes, 'causes')];
  if (causes.total.downMs === 0)
    return [
      title,
      {
        kind: 'paragraph',
        text: prose`Trong kỳ ${print.none('causes.total.downMs', 'không')} ghi nhận thời gian gián đoạn nào cần xác định nguyên nhân.`,
      },
    ];
  const shareOf = (path: string) => print.cell(`${path}.downMs#share/causes.total.downMs`);
  const rootName = (id: string) => capitalised(rootWords(id));
  return [
    title,
    {
      kind: 'paragraph',
      text: prose`Tổng thời gian gián đoạn là ${print.run('causes.total.downMs#hours')} giờ của ${print.countRun('causes.total.entities')} thiết bị. Gián đoạn do đường truyền, thiết bị mạng được tính cho đường truyền, thiết bị đó, không tính là hỏng camera.`,
    },
    picture(
      drawDowntimeByCause(causes.root.map(({ id, downMs }) => ({ name: rootName(id), ms: downMs }))),
      'Biểu đồ: Thời gian gián đoạn theo nơi phát sinh nguyên nhân',
    ),
    {
      kind: 'table',
      caption: 'Thời gian gián đoạn theo bên chịu trách nhiệm',
      columns: [{ share: 46 }, { share: 18 }, { share: 18 }, { share: 18 }],
      header: [['Bên chịu trách nhiệm', 'Số lần', 'Số giờ', 'Tỷ lệ'].map((text) => ({ text }))],
      rows: [
        ...causes.owner
          .toSorted((a, b) => b.downMs - a.downMs)
          .map(({ id, name }) => ({
            kind: 'row' as const,
            cells: [
              ownerName(id, name, context),
              print.cell(`causes.owner.${id}.outages`),
              print.cell(`causes.owner.${id}.downMs#hours`),
              shareOf(`causes.owner.${id}`),
            ],
          })),
        {
          kind: 'total' as const,
          cells: [
            'Cộng',
            print.cell('causes.total.outages'),
            print.cell('causes.total.downMs#hours'),
            shareOf('causes.total'),
          ],
        },
      ],
    },
    CUT_OFF_NOTE,
  ];
}

/** An agency that ended is named with those that took its place. */
function ownerName(id: string, name: string | undefined, { agencyName }: ReportContext): string {
  const agency = agencyName(id);
  return shortName(agency !== id && id !== 'none' ? agency : (name ?? OWNER_WORDS[id] ?? agency));
}

/** The same in a sheet, which has no plan to ask. */
export const ownerWords = (owner: { readonly id: string; readonly name?: string | undefined }): string =>
  owner.name ?? OWNER_WORDS[owner.id] ?? nameOf(owner);

/** What accepted claims took from everybody on record. */
const OWNER_WORDS: Readonly<Record<string, string>> = {
  monitoring: 'Hệ thống giám sát',
  undetermined: 'Chưa xác định',
  power: 'Không quy cho bên nào (mất điện)',
  'third-party': 'Bên thứ ba',
  'force-majeure': 'Không quy cho bên nào (bất khả kháng)',
};

/** Hours and shares are cut off: their sum may be less than the total. */
const CUT_OFF_NOTE: Block = {
  kind: 'note',
  text: 'Tính theo kết nối của thiết bị, không gồm đường truyền; gồm cả lần gián đoạn kéo dài từ trước kỳ. Một lần có thể tính cho nhiều bên; số giờ, tỷ lệ không làm tròn nên tổng các dòng có thể khác dòng cộng.',
};

/** `không trả lời`; a reason that is not known stays as it is. */
export function reasonWords(id: string): string {
  const words: Readonly<Record<string, string>> = STATE_WORDS_VI.reasons;
  return words[id] ?? nameOf({ id });
}
