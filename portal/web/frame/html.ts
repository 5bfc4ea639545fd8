import { escapeHtml } from '../../../core/text/escape-html.ts';
/** Text that is known to be safe as HTML. Only {@link html} and {@link trustedHtml} make it. */
export interface Html {
  readonly [MARKUP]: string;
}

const MARKUP: unique symbol = Symbol('markup');

/** What may stand in a template: text is escaped, `undefined` and `false` leave nothing behind. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

/**
 * Builds HTML (and SVG) that cannot be broken out of: every value that is not itself {@link Html} is escaped, for text
 * and for quoted attributes alike. Attributes must be quoted; values must not stand inside `<script>` or `<style>`.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = parts[0] ?? '';
  for (const [index, value] of values.entries()) markup += renderValue(value) + (parts[index + 1] ?? '');
  return { [MARKUP]: markup };
}

/** Takes constants of the program (style sheet, script) as they are; never give it anything that was read. */
export function trustedHtml(markup: string): Html {
  return { [MARKUP]: markup };
}

export function renderHtml(content: Html): string {
  return content[MARKUP];
}

function renderValue(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (isList(value)) return value.map(renderValue).join('');
  return value[MARKUP];
}

function isList(value: Html | readonly HtmlValue[]): value is readonly HtmlValue[] {
  return Array.isArray(value);
}
