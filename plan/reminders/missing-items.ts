import type { Agency } from '../../core/domain/inventory.ts';
import { dateText } from '../../core/language/date-text.ts';
import type { Agencies } from '../state/agencies-then.ts';
import type { PlanState, SiteState, TaskState } from '../state/plan-state.ts';
import { type AgenciesThen, roleOf, taskPart } from '../state/task-part.ts';
import { groupProblems, problemText } from './problem-text.ts';
import type { WaitingUnit } from './waiting-units.ts';

/** Something that a unit owes, one line of a mail or a letter, without a full stop. */
export interface MissingItem {
  readonly kind: 'form' | 'problem' | 'task' | 'milestone' | 'opinion' | 'request';
  readonly text: string;
  /** The same in a table of many units. */
  readonly short: string;
}

/**
 * What is missing of a unit: its form, tasks that it leads, opinions that are waited for; of one whose form came in with errors
 * what is to be mended, since the rest may stand in it.
 */
export function missingItems(
  state: PlanState,
  { agency, year: { year }, state: handIn, problems }: Omit<WaitingUnit, 'rule' | 'daysLeft'>,
  agencies: Agencies,
): readonly MissingItem[] {
  if (handIn === 'with-errors')
    return groupProblems(problems).map((group) => ({ kind: 'problem', text: problemText(group), short: '' }));
  return [
    { kind: 'form', text: formText(handIn, year), short: 'biểu mẫu' },
    ...state.tasks.flatMap((task) => taskItems(task, agency.id, { agencies, atMs: state.asOfMs })),
    ...opinionItems(state, agency),
    ...requestItems(state, agency),
  ];
}

const formText = (handIn: 'not-sent' | 'blank', year: number): string =>
  handIn === 'not-sent'
    ? `Biểu mẫu báo cáo năm ${year} của đơn vị`
    : `Nội dung báo cáo năm ${year} của đơn vị: biểu mẫu đã gửi để trống`;

/** Of a task that the unit leads, or of its own part of one that several lead. */
function taskItems(task: TaskState, agency: string, then: AgenciesThen): readonly MissingItem[] {
  const role = roleOf(task, agency, then);
  if (role !== 'lead' && role !== 'unit') return [];
  const { id, name } = task;
  const { status, progressPercent, milestones } = taskPart(task, agency, then).standing;
  const title = name === undefined ? `Nhiệm vụ ${id}` : `Nhiệm vụ ${id}: ${name}`;
  const isOver = status === 'done' || status === 'dropped';
  const isUnknown = status === 'not-reported' || (!isOver && progressPercent === undefined);
  return [
    ...(isUnknown
      ? [{ kind: 'task', text: `${title} (chưa báo cáo tiến độ)`, short: `nhiệm vụ ${id}` } as const]
      : []),
    ...milestones
      .filter(({ isLate }) => isLate && !isOver)
      .map(
        (milestone) =>
          ({
            kind: 'milestone',
            text: `Mốc "${milestone.name}" của nhiệm vụ ${id} (đã quá hạn ${dateText(milestone.dueDate)}, chưa báo cáo hoàn thành)`,
            short: `mốc quá hạn của nhiệm vụ ${id}`,
          }) as const,
      ),
  ];
}

/** Of the two authorities that are asked: opinions that others wait for. */
function opinionItems(
  { site, definition }: PlanState,
  { id, kind }: Pick<Agency, 'id' | 'kind'>,
): readonly MissingItem[] {
  const asked = id === definition.report.agency ? 'dost' : kind === 'police' ? 'police' : undefined;
  if (asked === undefined) return [];
  const waiting = site.filter((each) => each[asked].status === 'waiting');
  if (waiting.length === 0) return [];
  const longest = Math.max(...waiting.map((each) => each[asked].daysWaiting ?? 0));
  return [
    {
      kind: 'opinion',
      text: `Ý kiến về vị trí, công nghệ của ${waiting.length} điểm lắp đặt (chờ lâu nhất ${longest} ngày)`,
      short: `ý kiến về ${waiting.length} điểm lắp đặt`,
    },
  ];
}

/** Of a unit that wants to install: sites for which one of the two was not asked yet. */
function requestItems({ site }: PlanState, { id }: Pick<Agency, 'id'>): readonly MissingItem[] {
  const isUnasked = ({ dost, police }: SiteState) =>
    dost.status === 'not-asked' || police.status === 'not-asked';
  const count = site.filter((each) => each.agency === id && isUnasked(each)).length;
  if (count === 0) return [];
  const short = `văn bản xin ý kiến của ${count} điểm lắp đặt`;
  return [
    { kind: 'request', text: `Văn bản xin ý kiến về vị trí, công nghệ của ${count} điểm lắp đặt`, short },
  ];
}
