import type { Language } from '../../core/language/language.ts';
import type { ScenarioTexts } from './texts.ts';
import { SCENARIO_TEXTS_EN } from './texts-en.ts';
import { SCENARIO_TEXTS_VI } from './texts-vi.ts';

export const scenarioTextsOf = (language: Language): ScenarioTexts =>
  language === 'vi' ? SCENARIO_TEXTS_VI : SCENARIO_TEXTS_EN;
