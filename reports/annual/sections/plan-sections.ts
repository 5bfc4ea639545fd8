import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { sentenceOf } from '../sentences/task-sentences.ts';

/** Money of the year by source: asked for, granted, paid out. */
export function fundingSection({ plan, print, document }: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [missingBlock('Kinh phí', plan)];
  const entries = plan.funding.filter(({ values }) => values.year === document.year);
  if (entries.length === 0)
    return [
      {
        kind: 'paragraph',
        text: prose`Không có số liệu về kinh phí năm ${String(document.year)} vì chưa đơn vị nào nhập. ${{ kind: 'marked', hint: 'kinh phí thực hiện' }}`,
      },
    ];
  const members = ['planned', 'allocated', 'disbursed'] as const;
  return [
    {
      kind: 'table',
      caption: `Kinh phí năm ${document.year}`,
      unit: 'Đơn vị tính: đồng',
      columns: [{ share: 34 }, { share: 22 }, { share: 22 }, { share: 22 }],
      header: [['Nguồn kinh phí', 'Kế hoạch', 'Được giao', 'Đã giải ngân'].map((text) => ({ text }))],
      rows: [
        ...entries.map(({ id, values }) => ({
          kind: 'row' as const,
          cells: [
            values.task === undefined ? values.source : `${values.source} (nhiệm vụ ${values.task})`,
            ...members.map((member) => print.cell(`plan.state.funding.${id}.values.${member}#dong`)),
          ],
        })),
        {
          kind: 'total' as const,
          cells: [
            'Cộng',
            ...members.map((member) =>
              print.cell(`plan.state.funding.*.values#of/${document.year}/${member}`),
            ),
          ],
        },
      ],
    },
    {
      kind: 'note',
      text: `Số do các đơn vị nhập; hệ thống theo dõi không kiểm tra được số giải ngân.${
        entries.some(({ values }) => members.some((member) => values[member] === undefined))
          ? ' Dấu "–": đơn vị chưa nhập, không phải bằng 0; dòng cộng chưa gồm các số này nên không dùng để tính tỷ lệ giải ngân.'
          : ''
      }`,
    },
  ];
}

/** What stands in the way, as it was entered for the year. */
export function obstacleSection({ plan, document, agencyName }: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [missingBlock('Vướng mắc', plan)];
  const entries = plan.obstacle.filter(({ values }) => values.year === document.year);
  if (entries.length === 0)
    return [
      {
        kind: 'paragraph',
        text: prose`Không có vướng mắc nào được các đơn vị nhập cho năm ${String(document.year)}. ${{ kind: 'marked', hint: 'tồn tại, hạn chế và nguyên nhân' }}`,
      },
    ];
  return [
    ...entries.map(({ values }): Block => {
      const by = values.agency === undefined ? '' : ` (${agencyName(values.agency)})`;
      const end = values.resolved === undefined ? '' : ` Đã khắc phục ngày ${dateText(values.resolved)}.`;
      return { kind: 'dash', text: `${sentenceOf(`${values.text.replace(/[.\s]+$/u, '')}${by}`)}${end}` };
    }),
    {
      kind: 'paragraph',
      text: prose`Nguyên nhân khách quan, chủ quan: ${{ kind: 'marked', hint: 'nguyên nhân' }}.`,
    },
  ];
}

/** What is asked for, and of whom. */
export function proposalSection({ plan, document, agencyName }: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [missingBlock('Kiến nghị', plan)];
  const entries = plan.proposal.filter(({ values }) => values.year === document.year);
  if (entries.length === 0)
    return [
      {
        kind: 'paragraph',
        text: prose`Không có kiến nghị nào được các đơn vị nhập cho năm ${String(document.year)}. ${{ kind: 'marked', hint: 'kiến nghị, đề xuất' }}`,
      },
    ];
  return entries.map(({ values }): Block => {
    const to = values.to === undefined ? '' : `Kiến nghị ${values.to}: `;
    const by = values.agency === undefined ? '' : ` (theo đề nghị của ${agencyName(values.agency)})`;
    return { kind: 'dash', text: `${to}${sentenceOf(`${values.text.replace(/[.\s]+$/u, '')}${by}`)}` };
  });
}

/** What is to be done in the year after. */
export function nextTaskSection({ plan, document, agencyName }: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [missingBlock('Nhiệm vụ năm tới', plan)];
  const next = document.year + 1;
  const entries = plan['next-task'].filter(({ values }) => values.year === next);
  const ongoing = plan.tasks.filter(
    ({ status, toMonth, name }) =>
      name !== undefined &&
      status !== 'done' &&
      status !== 'dropped' &&
      (toMonth === undefined || toMonth >= `${next}-01`),
  );
  return [
    ...ongoing.map(
      ({ id, name = '' }): Block => ({
        kind: 'dash',
        text: `Tiếp tục thực hiện nhiệm vụ ${id}: ${sentenceOf(name)}`,
      }),
    ),
    ...entries.map(({ values }): Block => {
      const lead = values.lead === undefined ? '' : ` Chủ trì: ${agencyName(values.lead)}.`;
      const due = values.due === undefined ? '' : ` Thời hạn: ${dateText(values.due)}.`;
      return { kind: 'dash', text: `${sentenceOf(values.text)}${lead}${due}` };
    }),
    ...(ongoing.length + entries.length === 0
      ? [
          {
            kind: 'paragraph',
            text: prose`Chưa có nhiệm vụ nào được nhập cho năm ${String(next)}. ${{ kind: 'marked', hint: `nhiệm vụ năm ${next}` }}`,
          } as const,
        ]
      : []),
  ];
}
