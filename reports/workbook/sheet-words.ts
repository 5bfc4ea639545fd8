import { STATE_WORDS_VI } from '../../core/words/state-words-vi.ts';
import { capitalised, KIND_WORDS } from '../annual/frame/words.ts';

/** What the rows of a sheet are about; a code that is not known stays as it is. */
export function indicatorWords(indicator: string): string {
  const words: Readonly<Record<string, string>> = STATE_WORDS_VI.indicators;
  return capitalised(words[indicator] ?? indicator);
}

export function kindWords(kind: string): string {
  const words: Readonly<Record<string, string>> = KIND_WORDS;
  return capitalised(words[kind] ?? kind);
}
