import { createFormats } from '../../core/language/formats.ts';
import type { Language } from '../../core/language/language.ts';
import type { AuditRow } from '../../ledger/record/audit.ts';
import { type DoorPage, doorTexts, renderDoor } from './door-pages.ts';
import { type Html, html } from './frame/html.ts';
import { clip } from './frame/page-context.ts';
import type { AuditTexts } from './messages/audit-texts.ts';
import { auditTextsEn as en } from './messages/audit-texts-en.ts';
import { auditTextsVi as vi } from './messages/audit-texts-vi.ts';
import { WHO_PLACE } from './panels/who-panel.ts';

export const auditTexts = (language: Language): AuditTexts => ({ en, vi })[language];

export interface AuditPage extends DoorPage {
  readonly timeZone: string;
  readonly rows: readonly AuditRow[];
  readonly chosen: { readonly author?: string | undefined; readonly action?: string | undefined };
  readonly olderPath: string | undefined;
  readonly filePath: string;
}

/** What was done to the record and to accounts, by whom, the latest first: each row as it is chained. */
export function renderAuditPage(page: AuditPage): Html {
  const { language, rows, chosen, olderPath, filePath } = page;
  const texts = auditTexts(language);
  return renderDoor(
    { ...page, isWide: true },
    texts.heading,
    html`<p>${WHO_PLACE}</p>
<p class="small">${texts.about}</p>
<form method="get" action="/audit" class="door in-row"><input type="hidden" name="lang" value="${language}">
<label>${texts.author}<input name="author" value="${chosen.author ?? ''}" maxlength="100" autocapitalize="none" spellcheck="false"></label>
<label>${texts.action}<select name="action"><option value="">${texts.everything}</option>${Object.entries(texts.actions).map(([code, name]) => html`<option value="${code}"${code === chosen.action && html` selected`}>${name}</option>`)}</select></label>
<button>${texts.filter}</button></form>
<section class="door trail">${
      rows.length === 0
        ? html`<p>${texts.none}</p>`
        : html`<div class="scroll"><table>
<thead><tr>${[texts.at, texts.author, texts.action, texts.what, texts.row].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => renderRow(page, row))}</tbody></table></div>`
    }</section>
${olderPath !== undefined && html`<p><a href="${olderPath}" rel="next">${texts.older}</a></p>`}
<p><a href="${filePath}" download>${texts.file} (CSV)</a></p>
<p><a href="/?lang=${language}">${doorTexts(language).toCity}</a></p>`,
  );
}

function renderRow({ language, timeZone }: AuditPage, row: AuditRow): Html {
  const texts = auditTexts(language);
  const { fullTime } = createFormats(language, timeZone);
  const { seq, action, recordedMs, author, hash } = row;
  return html`<tr><td>${fullTime(recordedMs)}</td><td><bdi>${clip(author)}</bdi></td><td>${texts.actions[action] ?? clip(action)}</td>
<td class="wide"><bdi>${describeBody(row, language)}</bdi></td><td>${seq} <code>${hash.slice(0, 12)}</code></td></tr>`;
}

/** What is kept as 0 or 1. */
const WHETHER: ReadonlySet<string> = new Set(['second', 'secret']);

function describeBody({ body = {} }: AuditRow, language: Language): string {
  const { fields } = auditTexts(language);
  const { yes, no } = doorTexts(language).users;
  return Object.entries(body)
    .map(([name, value]) => {
      const told = WHETHER.has(name) ? (value === 0 ? no : yes) : clip(String(value));
      return `${fields[name] ?? clip(name, 40)}: ${told}`;
    })
    .join(' · ');
}
