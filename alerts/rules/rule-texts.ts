import { inLanguage } from '../../core/language/in-language.ts';
import type { RuleTexts } from './texts.ts';
import { RULE_TEXTS_EN } from './texts-en.ts';
import { RULE_TEXTS_VI } from './texts-vi.ts';

export const ruleTextsOf = inLanguage<RuleTexts>({ vi: RULE_TEXTS_VI, en: RULE_TEXTS_EN });
