import { toSlug } from '../../../core/text/to-slug.ts';
import type { Choice } from '../form.ts';

/** The choice that a text means: in its words, as its value, or written without marks where only one comes near. */
export function matchChoice(choices: readonly Choice[], text: string): Choice | undefined {
  const exact = choices.find(({ label, value }) => label === text || value === text);
  if (exact) return exact;
  const slug = toSlug(text);
  const near = slug === '' ? [] : choices.filter(({ label, value }) => [toSlug(label), value].includes(slug));
  return near.length === 1 ? near[0] : undefined;
}

/** What begins as the text does stands first: whoever mistyped a name finds the one that was meant. */
export function nearestFirst(labels: readonly string[], text: string): readonly string[] {
  const typed = toSlug(text);
  const shared = new Map(labels.map((label) => [label, sharedStart(toSlug(label), typed)]));
  return labels.toSorted((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0));
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
