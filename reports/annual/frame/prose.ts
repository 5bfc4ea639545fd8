import type { RichText, Run } from '../../../documents/model/rich-text.ts';

/** A sentence of words and figures: prose`Có ${figure} camera.` */
export function prose(words: TemplateStringsArray, ...parts: readonly (Run | RichText)[]): readonly Run[] {
  return words.flatMap((text, index) => {
    const part = parts[index];
    return [...(text === '' ? [] : [plain(text)]), ...(part === undefined ? [] : runsOf(part))];
  });
}

/** Sentences of one paragraph, with a space between them; those that are absent are left out. */
export function joinSentences(sentences: readonly (RichText | undefined)[]): readonly Run[] {
  const runs: Run[] = [];
  for (const sentence of sentences) {
    if (sentence === undefined) continue;
    if (runs.length > 0) runs.push(plain(' '));
    runs.push(...runsOf(sentence));
  }
  return runs;
}

/** `a, b và c`. */
export function joinList(parts: readonly RichText[]): readonly Run[] {
  return parts.flatMap((part, index) => {
    const before = index === 0 ? [] : [plain(index === parts.length - 1 ? ' và ' : ', ')];
    return [...before, ...runsOf(part)];
  });
}

function runsOf(part: Run | RichText): readonly Run[] {
  if (typeof part === 'string') return part === '' ? [] : [plain(part)];
  return isRun(part) ? [part] : part;
}

const isRun = (part: Run | readonly Run[]): part is Run => !Array.isArray(part);

const plain = (text: string): Run => ({ kind: 'text', text });
