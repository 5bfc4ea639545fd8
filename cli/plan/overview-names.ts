import type { Language } from '../../core/language/language.ts';
import { nameIn } from '../../core/language/name-in.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { PlanOverview } from '../../plan/actions/plan-overview.ts';
import type { TaskState } from '../../plan/state/plan-state.ts';
import type { PlanTexts } from './texts-en.ts';

/** In which words names are told. */
export interface Naming {
  readonly texts: PlanTexts;
  readonly language: Language;
}

export const taskName = ({ name, nameEn }: TaskState, { texts, language }: Naming): string =>
  name === undefined ? texts.nameless : showUntrusted(nameIn(language, { name, nameEn }));

export const agencyName = (id: string, { agencies }: PlanOverview, { language }: Naming): string =>
  showUntrusted(nameIn(language, agencies.get(id) ?? { name: id }));

/** The id is what commands want. */
export const nameAndId = (id: string, overview: PlanOverview, naming: Naming): string =>
  `${agencyName(id, overview, naming)} (${id})`;

/** Beside an agency that has ended, who took its place. */
export function nameToday(id: string, overview: PlanOverview, naming: Naming): string {
  const successors = overview.successors.get(id) ?? [];
  const names = successors.map((successor) => agencyName(successor, overview, naming)).join(', ');
  return [agencyName(id, overview, naming), ...(names === '' ? [] : [naming.texts.succeeded(names)])].join(
    ' ',
  );
}
