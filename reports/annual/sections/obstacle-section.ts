import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { shortName } from '../frame/words.ts';
import { sentenceOf } from '../sentences/task-sentences.ts';

/** What stands in the way: why, whose it is to remove it, what is proposed and until when. */
export function obstacleSection({ plan, print, document, agencyName }: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [missingBlock('Vướng mắc', plan)];
  const { year } = document;
  const entries = plan.obstacle.filter(({ values }) => values.year === year);
  if (entries.length === 0)
    return [
      {
        kind: 'paragraph',
        text: prose`${print.none(`plan.state.obstacle.*.values#of/${year}`, 'Không')} có vướng mắc nào được các đơn vị báo cáo.`,
      },
    ];
  return [
    {
      kind: 'table',
      columns: [{ share: 34 }, { share: 22 }, { share: 22 }, { share: 22 }],
      header: [
        ['Vướng mắc', 'Nguyên nhân', 'Trách nhiệm tháo gỡ', 'Đề xuất, thời hạn'].map((text) => ({ text })),
      ],
      rows: entries.map(({ values: { text, agency, task, cause, owner, proposal, due, resolved } }) => ({
        kind: 'row',
        cells: [
          `${text.replace(/[.\s]+$/u, '')}${about(agency === undefined ? undefined : shortName(agencyName(agency)), task)}`,
          cause ?? 'chưa nêu',
          shortName(owner ?? 'chưa nêu'),
          resolved === undefined
            ? [
                proposal ?? 'chưa nêu đề xuất',
                due === undefined ? 'chưa nêu thời hạn' : `thời hạn ${dateText(due)}`,
              ].join('; ')
            : `Đã khắc phục ngày ${dateText(resolved)}`,
        ],
      })),
    },
  ];
}

/** What is asked for, and of whom. */
export function proposalSection({
  plan,
  print,
  document,
  agencyName,
  reporter,
  addressees,
}: ReportContext): readonly Block[] {
  if (isMissing(plan)) return [missingBlock('Kiến nghị', plan)];
  const { year } = document;
  const entries = plan.proposal.filter(({ values }) => values.year === year);
  const ofObstacles = plan.obstacle.filter(
    ({ values }) => values.year === year && values.proposal !== undefined && values.resolved === undefined,
  );
  if (entries.length + ofObstacles.length === 0)
    return [
      {
        kind: 'paragraph',
        text: prose`${print.none(`plan.state.proposal.*.values#of/${year}`, 'Không')} có kiến nghị nào được các đơn vị báo cáo.`,
      },
    ];
  const dash = (to: string | undefined, what: string): Block => ({
    kind: 'dash',
    text: `${to === undefined ? '' : `Kiến nghị ${to}: `}${sentenceOf(what)}`,
  });
  const whose = (agency: string | undefined) =>
    agency === undefined ? undefined : `theo đề nghị của ${shortName(agencyName(agency))}`;
  return [
    ...entries.map(({ values: { text, to, task, agency } }) =>
      dash(to, `${text.replace(/[.\s]+$/u, '')}${about(whose(agency), task)}`),
    ),
    // Nobody asks himself: what the reporter cannot remove alone is for whom the report goes to.
    ...ofObstacles.map(({ values: { proposal = '', owner, due } }) =>
      dash(
        owner !== undefined && owner === reporter ? addressees[0] : owner,
        `${proposal.replace(/[.\s]+$/u, '')}${due === undefined ? '' : `, thời hạn ${dateText(due)}`}`,
      ),
    ),
  ];
}

/** ` (Ủy ban nhân dân xã Hoài Đức, nhiệm vụ II.6)`. */
function about(who: string | undefined, task: string | undefined): string {
  const parts = [who, task === undefined ? undefined : `nhiệm vụ ${task}`].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
