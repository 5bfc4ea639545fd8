import { FILE_FORMATS } from '../../../contracts/statements/handed-out.ts';
import { readLineKey } from '../../../contracts/statements/statement-disputes.ts';
import type { Filed } from '../../../contracts/statements/statement-register.ts';
import type { Objection } from '../../../contracts/statements/statement-schema.ts';
import type { Entity } from '../../../core/domain/state.ts';
import type { Party } from '../../../ledger/decisions/party.ts';
import { createDocumentWords } from '../../../reports/statement/words/document-words.ts';
import { handedOutTexts } from '../../../reports/statement/words/handed-out-texts.ts';
import { headRows } from '../../../reports/statement/words/head-rows.ts';
import type { StatementRead } from '../../papers/questions/read-statement.ts';
import type { ShownStatement } from '../../papers/shown-statement.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { contractPath } from './contracts-page.ts';
import {
  contractName,
  entityLink,
  type PaperPage,
  paperWords,
  partyName,
  renderTold,
  statementTexts,
  verifyTexts,
} from './paper-page.ts';
import { renderSteps } from './statement-forms.ts';
import { renderShown, wordsOf } from './statement-shown.ts';
import { describeDeadline, statementPath } from './statements-page.ts';

/** A statement as it was sealed: its figures, its money, what is disputed, and what was done about it. */
export function renderStatementPage(page: PaperPage, read: StatementRead): Html {
  const { context } = page;
  const texts = statementTexts(context.messages.language);
  const { contract, period, shown } = read;
  const heading = texts.ofPeriod(contractName(context, contract), paperWords(context).period(period));
  const now = linkTo(context, `${contractPath(contract)}?${new URLSearchParams({ period })}`);
  return renderLayout(
    context,
    heading,
    html`<section class="panel" data-part="statement">
<header><h2>${heading}</h2><p><a href="${now}">${texts.month}</a></p></header>
${renderTold(page)}
${shown ? renderHead(context, read, shown) : html`<p>${texts.noneYet}</p>`}
</section>
${shown && renderShown(context, read, shown)}
${renderObjections(context, read)}
${renderSteps(page, read)}
${shown && renderFiles(context, read, shown.filed)}
${read.filed.length > 0 && renderSealed(context, read)}`,
  );
}

function renderHead(
  context: PageContext,
  { latest, contract, period, nowMs, signOff }: StatementRead,
  { document, names, filed }: ShownStatement & { readonly filed: Filed },
): Html {
  const { messages } = context;
  const texts = statementTexts(messages.language);
  const words = wordsOf(context, document);
  const documentWords = createDocumentWords(document.period.timeZone, messages.language);
  const rows = headRows({ document, sha256: filed.sha256, names, words: documentWords }, words);
  return html`${filed.sha256 !== latest && html`<p role="status" class="told">${texts.another} ${latest !== undefined && html`<a href="${linkTo(context, statementPath(contract, period))}">${texts.toLatest}</a>`}</p>`}
${document.state === 'draft' && !signOff && html`<p class="sentence">${words.texts.labels.objections}: ${describeDeadline(context, document.objectionEndsMs, nowMs)}</p>`}
${signOff && html`<p role="status" class="told" data-part="statement-signed-off">${texts.signedOff(partyName(context, signOff.by as Party), context.formats.fullTime(signOff.recordedMs), clip(signOff.author, 60))} <span class="small">#${String(signOff.seq)} · SHA-256 <code>${signOff.of.slice(0, 16)}…</code></span></p>`}
<dl class="facts statement-head">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}${signOff && name === words.texts.labels.state && html` <b>${texts.endedByAgreement(context.formats.fullTime(signOff.recordedMs))}</b>`}</dd>`)}</dl>`;
}

function renderObjections(context: PageContext, { objections, shown }: StatementRead): Html | false {
  if (objections.length === 0) return false;
  const texts = statementTexts(context.messages.language);
  const words = shown && wordsOf(context, shown.document);
  const one = ({ number, by, why, recordedMs, author, lines, outages, entities }: Objection) => {
    const about = [
      ...lines.map((key) => renderLineKey(context, key)),
      ...outages.map((ref) => html`${ref}`),
      ...entities.map((entity) => entityLink(context, entity as Entity)),
    ];
    const rest = about.length - 20;
    return html`<li><b>${String(number)}.</b> <span class="said">${why}</span> <span class="small">${texts.objectionBy(partyName(context, by as Party), context.formats.fullTime(recordedMs), author)}</span><br><span class="small">${texts.againstAll}: ${about.slice(0, 20).map((one, index) => html`${index > 0 && '; '}${one}`)}${rest > 0 && ` ${context.messages.andMore(context.formats.count(rest))}`}</span></li>`;
  };
  return html`<section class="panel" data-part="statement-objections"><header><h2 class="sentence">${words?.texts.labels.objections ?? ''}</h2><p>${context.formats.count(objections.length)}</p></header><ul class="said-list">${objections.map(one)}</ul></section>`;
}

/** What a money line is for, as an objection names it. */
function renderLineKey(context: PageContext, key: string): Html {
  const words = paperWords(context);
  const { rule, entity, ref } = readLineKey(key);
  const whose = entity === undefined ? words.texts.fleetLine : entityLink(context, entity as Entity);
  return html`${words.ruleName(rule)}: ${whose}${ref !== undefined && ` (${ref})`}`;
}

/** The sealed file and documents of it, and what was handed out so far. */
function renderFiles(
  context: PageContext,
  { contract, period, handedOut }: StatementRead,
  filed: Filed,
): Html {
  const { messages, formats } = context;
  const { language } = messages;
  const texts = statementTexts(language);
  const path = (format: string) =>
    `${statementPath(contract, period)}/files/${filed.sha256}.${format}?lang=${language}`;
  const documents = FILE_FORMATS.filter((format) => format !== 'json');
  const line = handedOutTexts(language);
  const rows = handedOut
    .slice(-100)
    .map(
      ({ file, recordedMs, author, to, seq }) =>
        html`<li>${formats.fullTime(recordedMs)}: <bdi>${clip(file.name)}</bdi> (${file.format.toUpperCase()}), ${clip(author, 60)}${to !== undefined && ` → ${to}`} <span class="small">#${String(seq)} · <code>${file.sha256.slice(0, 16)}…</code></span></li>`,
    );
  return html`<section class="panel" data-part="statement-files"><header><h2>${texts.files}</h2></header>
<p class="small">${texts.filesAbout}</p>
<p class="takes"><a href="${path('json')}" download>${texts.sealedFile}</a>${documents.map((format) => html` <a href="${path(format)}" download>${format.toUpperCase()}</a>`)} <a href="${linkTo(context, `${statementPath(contract, period)}/verify?${new URLSearchParams({ hash: filed.sha256.slice(0, 16) })}`)}">${verifyTexts(language).verifyThis}</a>${language !== 'vi' && html` <span class="small">(${texts.translation})</span>`}</p>
<h3 class="sentence">${line.title}</h3>
${rows.length === 0 ? html`<p class="quiet">${texts.notHandedOut}</p>` : html`<ul class="lines">${rows}</ul>`}</section>`;
}

function renderSealed(context: PageContext, { contract, period, filed, latest, shown }: StatementRead): Html {
  const { formats, messages } = context;
  const texts = statementTexts(messages.language);
  const words = paperWords(context);
  const [, when, by, hash, key] = texts.sealedHead;
  const rows = filed.map(({ action, number, recordedMs, author, sha256, fingerprint, reason }) => {
    const name = number > 0 ? words.texts.restatement(number) : (words.texts.actions[action] ?? action);
    const path = linkTo(
      context,
      `${statementPath(contract, period)}?${new URLSearchParams({ hash: sha256.slice(0, 16) })}`,
    );
    return html`<tr><td><a href="${path}"${sha256 === shown?.filed.sha256 && html` aria-current="page"`}>${name}</a>${sha256 === latest && html` <b>${texts.counts}</b>`}${reason !== undefined && html`<br><span class="small said">${reason}</span>`}</td><td data-label="${when}">${formats.fullTime(recordedMs)}</td><td data-label="${by}">${clip(author, 60)}</td><td data-label="${hash}"><code>${sha256.slice(0, 16)}…</code></td><td data-label="${key}"><code>${fingerprint.slice(0, 16)}…</code></td></tr>`;
  });
  return html`<section class="panel table" data-part="statement-sealed"><header><h2>${texts.sealedSteps}</h2></header><div class="scroll"><table class="stack"><thead><tr>${texts.sealedHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
