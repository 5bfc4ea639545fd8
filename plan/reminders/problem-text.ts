import { flawTextsVi } from '../forms/reading/flaw-texts-vi.ts';
import { FLAW_CODES } from '../forms/reading/form-flaw.ts';
import type { FormProblem } from '../state/plan-step.ts';

/** `Trang "Kinh phí", ô D7: cần …, nhưng lại là …`, without a full stop. */
export function problemText(problem: FormProblem): string {
  const place = placeText(problem);
  return place === '' ? capital(whatIsWrong(problem)) : `${place}: ${whatIsWrong(problem)}`;
}

export const placeText = ({ sheet, cell }: FormProblem): string =>
  [sheet && `Trang "${sheet}"`, cell && (sheet ? `ô ${cell}` : `Ô ${cell}`)].filter(Boolean).join(', ');

/** What was expected there, and what stands there. */
export function whatIsWrong({ code, got = '', of = '', more }: FormProblem): string {
  const known = FLAW_CODES.find((one) => one === code);
  const text = known === undefined ? 'nội dung chưa đúng' : flawTextsVi[known]({ got, of });
  return more === undefined ? text : `${text} (và ${more} ô khác cùng cột)`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
