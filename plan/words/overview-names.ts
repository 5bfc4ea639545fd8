import type { Language } from '../../core/language/language.ts';
import { nameIn } from '../../core/language/name-in.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { PlanOverview } from '../actions/plan-overview.ts';
import type { TaskState } from '../state/plan-state.ts';
import type { PlanWords } from './plan-words-en.ts';

/** In which words names are told. */
export interface Naming {
  readonly texts: PlanWords;
  readonly language: Language;
}

export const taskName = (
  { name, nameEn }: Pick<TaskState, 'name' | 'nameEn'>,
  { texts, language }: Naming,
): string => (name === undefined ? texts.nameless : showUntrusted(nameIn(language, { name, nameEn })));

export const agencyName = (
  id: string,
  { agencies }: Pick<PlanOverview, 'agencies'>,
  { language }: Naming,
): string => showUntrusted(nameIn(language, agencies.get(id) ?? { name: id }));

/** The id is what commands want. */
export const nameAndId = (
  id: string,
  overview: Pick<PlanOverview, 'agencies' | 'successors'>,
  naming: Naming,
): string => `${agencyName(id, overview, naming)} (${id})`;

/** Beside an agency that has ended, who took its place. */
export function nameToday(
  id: string,
  overview: Pick<PlanOverview, 'agencies' | 'successors'>,
  naming: Naming,
): string {
  const successors = overview.successors.get(id) ?? [];
  const names = successors.map((successor) => agencyName(successor, overview, naming)).join(', ');
  return [agencyName(id, overview, naming), ...(names === '' ? [] : [naming.texts.succeeded(names)])].join(
    ' ',
  );
}
