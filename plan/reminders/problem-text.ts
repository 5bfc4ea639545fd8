import { flawTextsVi } from '../forms/reading/flaw-texts-vi.ts';
import { FLAW_CODES } from '../forms/reading/form-flaw.ts';
import type { FormProblem } from '../state/plan-step.ts';

/** What is wrong in the same way in cells of one column, as it is told once. */
export interface ProblemGroup {
  readonly sheet: string;
  /** `C4`, or `C4, C5 (9 ô)` where there are several. */
  readonly cells: string;
  /** What was expected there, and what stands there. */
  readonly text: string;
}

/** Nobody reads the same sentence nine times. */
export function groupProblems(problems: readonly FormProblem[]): readonly ProblemGroup[] {
  const groups = Map.groupBy(problems, (problem) =>
    [problem.sheet, columnOf(problem), whatIsWrong(problem)].join('\n'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const text = quoteAsPrinted(whatIsWrong(first));
    return [{ sheet: first.sheet ?? '', cells: cellsText(group), text }];
  });
}

/** `Trang “Kinh phí”, ô D7: cần …, nhưng lại là …`, without a full stop. */
export function problemText({ sheet, cells, text }: ProblemGroup): string {
  const place = [
    ...(sheet === '' ? [] : [`Trang “${sheet}”`]),
    ...(cells === '' ? [] : [sheet === '' ? `Ô ${cells}` : `ô ${cells}`]),
  ].join(', ');
  return place === '' ? text.charAt(0).toUpperCase() + text.slice(1) : `${place}: ${text}`;
}

const columnOf = ({ cell }: FormProblem): string => cell?.replace(/\d+$/, '') ?? '';

/** A cell that stands for others is counted with them. */
function cellsText(group: readonly FormProblem[]): string {
  const cells = [...new Set(group.flatMap(({ cell }) => cell ?? []))];
  const count = group.reduce((sum, { more }) => sum + (more ?? 1), 0);
  if (count === 1) return cells.join('');
  return `${cells.slice(0, 3).join(', ')}${cells.length > 3 ? ', …' : ''} (${count} ô)`;
}

function whatIsWrong({ code, got = '', of = '' }: FormProblem): string {
  const known = FLAW_CODES.find((one) => one === code);
  return known === undefined ? 'nội dung chưa đúng' : flawTextsVi[known]({ got, of });
}

const quoteAsPrinted = (text: string): string => text.replaceAll(/"([^"]*)"/g, '“$1”');
