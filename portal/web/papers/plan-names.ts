import { inLanguage } from '../../../core/language/in-language.ts';
import type { Language } from '../../../core/language/language.ts';
import type { AgencyNames } from '../../papers/questions/plan-overview.ts';
import { clip, nameOf, type PageContext } from '../frame/page-context.ts';
import { planTextsEn as en, type PlanTexts } from '../messages/plan-texts-en.ts';
import { planTextsVi as vi } from '../messages/plan-texts-vi.ts';

export const planTexts: (language: Language) => PlanTexts = inLanguage({ en, vi });

export const agencyName = (context: PageContext, id: string, agencies: AgencyNames): string => {
  const agency = agencies.get(id);
  return agency ? nameOf(context, agency) : clip(id);
};
