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
