import type { PlanState, TaskStatus } from '../state/plan-state.ts';
import type { Choice, ChoiceLists } from './form.ts';

/** What the lists of a form are made of. */
export interface ListFacts {
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  readonly tasks: PlanState['tasks'];
  /** Devices and contracts of the unit, which are suggested where it hands something over. */
  readonly belongings?: readonly string[];
}

/** What may be chosen in forms, in the words of people. */
export function buildLists({ agencies, tasks, belongings = [] }: ListFacts): ChoiceLists {
  return {
    'yes-no': [
      { value: 'yes', label: 'Có' },
      { value: 'no', label: 'Không' },
    ],
    'working-state': [
      { value: 'up', label: 'Hoạt động tốt' },
      { value: 'degraded', label: 'Hoạt động kém' },
      { value: 'down', label: 'Hỏng, không hoạt động' },
      { value: 'unknown', label: 'Chưa rõ' },
    ],
    'task-status': TASK_STATUS_CHOICES,
    'research-status': [
      { value: 'proposed', label: 'Đề xuất' },
      { value: 'ordered', label: 'Đã đặt hàng' },
      { value: 'running', label: 'Đang thực hiện' },
      { value: 'accepted', label: 'Đã nghiệm thu' },
      { value: 'declined', label: 'Không được duyệt' },
    ],
    'obstacle-kind': [
      { value: 'obstacle', label: 'Vướng mắc' },
      { value: 'proposal', label: 'Kiến nghị' },
    ],
    'camera-kind': [
      { value: 'fixed', label: 'Camera cố định' },
      { value: 'ptz', label: 'Camera PTZ' },
    ],
    verdict: [
      { value: 'agreed', label: 'Thống nhất' },
      { value: 'agreed-with-conditions', label: 'Thống nhất có điều kiện' },
      { value: 'not-agreed', label: 'Không thống nhất' },
    ],
    task: tasks.map(({ id }) => ({ value: id, label: id })),
    agency: withDistinctNames(agencies),
    belonging: belongings.map((id) => ({ value: id, label: id })),
  };
}

const TASK_STATUS_LABELS: Readonly<Record<Exclude<TaskStatus, 'not-reported'>, string>> = {
  'not-started': 'Chưa thực hiện',
  'in-progress': 'Đang thực hiện',
  done: 'Đã hoàn thành',
  paused: 'Tạm dừng',
  dropped: 'Không thực hiện nữa',
};
const TASK_STATUS_CHOICES: readonly Choice[] = Object.entries(TASK_STATUS_LABELS).map(([value, label]) => ({
  value,
  label,
}));

export const taskStatusLabel = (status: string): string =>
  TASK_STATUS_CHOICES.find(({ value }) => value === status)?.label ?? status;

/** Two agencies of one name, of which one may have ended, are told apart by their ids. */
function withDistinctNames(agencies: ListFacts['agencies']): readonly Choice[] {
  const counts = Map.groupBy(agencies, ({ name }) => name);
  return agencies.map(({ id, name }) => ({
    value: id,
    label: (counts.get(name)?.length ?? 0) > 1 ? `${name} (${id})` : name,
  }));
}
