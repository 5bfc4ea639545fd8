import { inLanguage } from '../../../core/language/in-language.ts';
import type { Language } from '../../../core/language/language.ts';
import type { AgencyNames } from '../../papers/questions/plan-overview.ts';
import { clip, nameOf, type PageContext } from '../frame/page-context.ts';
import { type LetterTexts, letterTextsEn } from '../messages/letter-texts-en.ts';
import { letterTextsVi } from '../messages/letter-texts-vi.ts';
import { planTextsEn as en, type PlanTexts } from '../messages/plan-texts-en.ts';
import { planTextsVi as vi } from '../messages/plan-texts-vi.ts';
import { type RegisterTexts, registerTextsEn } from '../messages/register-texts-en.ts';
import { registerTextsVi } from '../messages/register-texts-vi.ts';
import { type ReportTexts, reportTextsEn } from '../messages/report-texts-en.ts';
import { reportTextsVi } from '../messages/report-texts-vi.ts';
import { type TaskTexts, taskTextsEn } from '../messages/task-texts-en.ts';
import { taskTextsVi } from '../messages/task-texts-vi.ts';

export const registerTexts: (language: Language) => RegisterTexts = inLanguage({
  en: registerTextsEn,
  vi: registerTextsVi,
});
export const reportTexts: (language: Language) => ReportTexts = inLanguage({
  en: reportTextsEn,
  vi: reportTextsVi,
});
export const letterTexts: (language: Language) => LetterTexts = inLanguage({
  en: letterTextsEn,
  vi: letterTextsVi,
});
export const taskTexts: (language: Language) => TaskTexts = inLanguage({
  en: taskTextsEn,
  vi: taskTextsVi,
});
export const planTexts: (language: Language) => PlanTexts = inLanguage({ en, vi });

export const taskPath = (id: string): string => `/plan/tasks/${encodeURIComponent(id)}`;

export const agencyName = (context: PageContext, id: string, agencies: AgencyNames): string => {
  const agency = agencies.get(id);
  return agency ? nameOf(context, agency) : clip(id);
};
