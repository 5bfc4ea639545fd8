import { type Html, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { statementTexts } from '../papers/paper-page.ts';
import { readRules } from './read-rules.ts';

/** The rules by which figures of contracts follow from the record: every page that cites a clause leads here. */
export function renderRulesPage(context: PageContext): Html {
  const { rules } = statementTexts(context.messages.language);
  return renderLayout(
    context,
    rules,
    html`<section class="panel" data-part="statement-rules"><header><h2>${rules}</h2></header>${readRules(context.messages.language)}</section>`,
  );
}
