import { listKeys, type Setting } from '../../config/list-settings.ts';
import { REGISTER_NAMES, REGISTERS } from '../../plan/definition/registers.ts';
import { TaskKeys } from '../../plan/state/change-task.ts';

/** For the help: the keys of tasks and of each register, read off their schemas. */
export function renderKeys(): string {
  const rows = [
    ['task', listKeys(TaskKeys)] as const,
    ...REGISTER_NAMES.map((name) => [name, listKeys(REGISTERS[name])] as const),
  ];
  return rows.map(([name, keys]) => `  ${name}: ${keys.flatMap(namesOf).join(', ')}`).join('\n');
}

function namesOf({ name, isRequired, children }: Setting): readonly string[] {
  const own = name.replace('[]', '');
  if (children.length === 0) return [`${own}${isRequired ? '*' : ''}`];
  return children.map((child) => `${own}.${child.name}${isRequired && child.isRequired ? '*' : ''}`);
}
