import { rulesOf } from '../../../contracts/statements/clauses.ts';
import type { ExplainedPart, Explanation } from '../../../contracts/statements/explain.ts';
import {
  arithmeticInWords,
  lineInWords,
  outageInWords,
  stretchInWords,
} from '../../../reports/statement/words/explain-in-words.ts';
import { causeName } from '../../../reports/statement/words/figure-rows.ts';
import { renderRules } from '../../../reports/statement/words/render-clauses.ts';
import { renderIncidents } from '../../../reports/statement/words/render-incidents.ts';
import type { Words } from '../../../reports/statement/words/words.ts';
import type { ExplanationAsked, ExplanationRead } from '../../papers/questions/explain-figure.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { linkClauses } from '../rules/link-clauses.ts';
import { contractPath } from './contracts-page.ts';
import {
  claimTexts,
  contractName,
  contractTexts,
  entityLink,
  type PaperPage,
  paperWords,
  statementTexts,
} from './paper-page.ts';
import { renderLines } from './statement-shown.ts';
import { statementPath } from './statements-page.ts';

/** From a figure of a device or link to the time that it is made of, the rules by which that counts, and the rows that bear it out. */
export function renderExplainPage(
  { context }: PaperPage,
  asked: ExplanationAsked,
  read: ExplanationRead,
): Html {
  const { messages, formats } = context;
  const texts = statementTexts(messages.language);
  const { explanation, counts, name, place, isSealed } = read;
  const { entity, contractId, period, asOfMs, isProvisional, parts } = explanation;
  const words = paperWords(context, parts[0]?.terms.timeZone);
  const heading = texts.whyOf([name ?? entity, place].filter(Boolean).join(', '));
  const statement = isSealed
    ? html`<a href="${linkTo(context, statementPath(contractId, asked.period))}">${texts.ofPeriod(contractName(context, contractId), words.period(period.label))}</a>`
    : html`<a href="${linkTo(context, `${contractPath(contractId)}?${new URLSearchParams({ period: asked.period })}`)}">${contractTexts(messages.language).monthOf(contractName(context, contractId), words.period(period.label))}</a>`;
  return renderLayout(
    context,
    heading,
    html`<section class="panel" data-part="explain">
<header><h2>${clip(heading, 120)}</h2><p>${entityLink(context, entity)}</p></header>
<p>${statement}, ${texts.asOf(formats.fullTime(asOfMs))}${isProvisional && html` · <b>${words.texts.provisional}</b>`}</p>
<p class="small">${texts.whyAbout}</p>
<p class="small sentence">${linkClauses(
      context,
      renderRules(
        parts.map(({ terms }) => rulesOf(terms)),
        words,
      ),
    )}</p>
</section>
${parts.map((part, index) => renderPart(context, part, words, counts[index]))}
${renderLines(context, renderIncidents(explanation.incidents, words), 'explain-incidents')}
${renderDecisions(context, explanation, words)}
${renderRows(context, read, words)}`,
  );
}

function renderPart(
  context: PageContext,
  part: ExplainedPart,
  words: Words,
  counts: ExplanationRead['counts'][number] | undefined,
): Html {
  const texts = statementTexts(context.messages.language);
  const { labels, outageTitle } = words.texts;
  const { interval, outages, lines, fee } = part;
  const rest = (counts?.outages ?? 0) - outages.length;
  return html`<section class="panel" data-part="explain-arithmetic"><header><h2 class="sentence">${labels.arithmetic}</h2><p>${words.time(interval.fromMs)} → ${words.time(interval.toMs)}</p></header>
<ul class="lines">${arithmeticInWords(part, words).map((line) => html`<li>${linkClauses(context, line)}</li>`)}</ul>
${lines.length > 0 && html`<h3>${texts.money}</h3><ul class="lines">${lines.map((line) => html`<li><b>${String(line.line)}.</b> ${lineInWords(line, fee, words).map((text, index) => html`${index > 0 && html`<br>`}${linkClauses(context, text)}`)}</li>`)}</ul>`}
</section>
<section class="panel" data-part="explain-outages"><header><h2>${texts.outages}</h2><p>${words.count(counts?.outages ?? 0)}</p></header>
${outages.length === 0 && html`<p class="quiet">${texts.noOutages}</p>`}
${outages.map((outage, index) => html`<h3 class="sentence" id="outage-${String(index + 1)}">${outageTitle(index + 1, outage.ref)} <a class="small" href="#${outage.ref.replace('change:', 'row-')}">${texts.theRow}</a></h3><ul class="lines">${outageInWords(outage, part, words).map((line) => html`<li>${linkClauses(context, line)}</li>`)}</ul>`)}
${rest > 0 && html`<p class="rest">${context.messages.andMore(words.count(rest))}</p>`}
</section>
${renderStretches(context, part, words, counts?.stretches ?? 0)}`;
}

function renderStretches(context: PageContext, part: ExplainedPart, words: Words, total: number): Html {
  const { stretchHead } = statementTexts(context.messages.language);
  const { texts, time, span } = words;
  const { labels } = texts;
  const [, length, counts, why] = stretchHead;
  const rows = part.stretches.map((stretch) => {
    const { measured, evidence, notGranted } = stretchInWords(stretch, part, words);
    const outage = stretch.outage;
    return html`<tr><td>${time(stretch.fromMs)} → ${time(stretch.toMs)}</td><td class="number" data-label="${length}">${span(stretch.toMs - stretch.fromMs)}</td><td data-label="${counts}"><b class="${stretch.class === 'down' && 'is-late'}">${texts.classes[stretch.class]}</b>${outage !== undefined && html` <a href="#outage-${String(outage)}">[${String(outage)}]</a>`}</td><td class="wide" data-label="${why}">${linkClauses(context, measured)}${evidence !== undefined && html`<br><span class="small">${labels.evidence}: ${evidence}</span>`}${notGranted.map((refused) => html`<br><span class="small">${labels.notGranted}: ${linkClauses(context, words.ref(refused))}</span>`)}</td></tr>`;
  });
  const rest = total - part.stretches.length;
  return html`<section class="panel table" data-part="explain-stretches"><header><h2 class="sentence">${labels.stretches}</h2><p>${words.count(total)}</p></header><div class="scroll"><table class="stack"><thead><tr>${stretchHead.map((name, index) => html`<th scope="col" class="${index === 1 && 'number'}">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
${rest > 0 && html`<p class="rest">${context.messages.andMore(words.count(rest))}</p>`}</section>`;
}

/** What the record has of it: whoever holds the export finds the same rows there, by their numbers and hashes. */
function renderRows(context: PageContext, { rows, rowCount }: ExplanationRead, words: Words): Html {
  const { messages, formats } = context;
  const texts = statementTexts(messages.language);
  const [, at, state, seen, recorded, hash] = texts.rowHead;
  const lines = rows.map(
    (row) =>
      html`<tr id="row-${String(row.seq)}"><td><b>${String(row.seq)}</b></td><td data-label="${at}">${words.time(row.atMs)}</td><td data-label="${state}">${words.indicator(row.indicator)}: ${messages.states[row.state]}${row.reason !== undefined && `, ${words.reason(row.reason)}`}${row.corrects !== undefined && html`<br><span class="small">${texts.corrects(String(row.corrects))}</span>`}</td><td data-label="${seen}">${Number.isFinite(row.afterMs) ? words.time(row.afterMs) : '–'}</td><td data-label="${recorded}">${words.time(row.recordedMs)}</td><td class="wide" data-label="${hash}"><code class="small">${row.hash}</code></td></tr>`,
  );
  const rest = rowCount - rows.length;
  return html`<section class="panel table" data-part="explain-rows"><header><h2>${texts.rows}</h2><p>${formats.count(rowCount)}</p></header><p class="small">${texts.rowsAbout}</p><div class="scroll"><table class="stack"><thead><tr>${texts.rowHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${lines}</tbody></table></div>
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}</section>`;
}

function renderDecisions(context: PageContext, { decisions }: Explanation, words: Words): Html | false {
  if (!decisions) return false;
  const { claims, works } = decisions;
  if (claims.length + works.length === 0) return false;
  const texts = statementTexts(context.messages.language);
  const states = claimTexts(context.messages.language).statuses;
  const told = [
    ...claims.map(({ ref, fromMs, toMs, cause, status, decision }) => {
      const id = ref.slice(ref.indexOf(':') + 1);
      const name = causeName(cause, words);
      // What was asked for is not what was granted.
      const accepted = decision?.accepted;
      return html`<li><a href="${linkTo(context, `/claims/${encodeURIComponent(id)}`)}">${words.ref(ref)}</a>: ${name}, ${words.time(fromMs)} → ${words.time(toMs)} · <b>${states[status]}</b>${accepted && accepted.fromMs - fromMs + toMs - accepted.toMs > 0 && html`: ${words.time(accepted.fromMs)} → ${words.time(accepted.toMs)}`}</li>`;
    }),
    ...works.map(
      ({ ref, fromMs, toMs }) =>
        html`<li>${words.ref(ref)}: ${words.time(fromMs)} → ${words.time(toMs)}</li>`,
    ),
  ];
  return html`<section class="panel" data-part="explain-decisions"><header><h2>${texts.claims}</h2></header><ul class="lines">${told}</ul></section>`;
}
