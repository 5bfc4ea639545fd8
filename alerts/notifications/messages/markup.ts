import { escapeHtml } from '../../../core/text/escape-html.ts';
/** Text that is known to be safe as HTML: only {@link markup} makes it. */
export interface Markup {
  readonly [SAFE]: string;
}

const SAFE: unique symbol = Symbol('safe');

type MarkupValue = Markup | string | number | undefined | readonly MarkupValue[];

/** Builds HTML: every value that is not itself {@link Markup} is escaped, for text and quoted attributes alike. */
export function markup(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  let safe = parts[0] ?? '';
  for (const [index, value] of values.entries()) safe += render(value) + (parts[index + 1] ?? '');
  return { [SAFE]: safe };
}

export const renderMarkup = (content: Markup): string => content[SAFE];

function render(value: MarkupValue): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (isList(value)) return value.map(render).join('');
  return value[SAFE];
}

const isList = (value: Markup | readonly MarkupValue[]): value is readonly MarkupValue[] =>
  Array.isArray(value);
