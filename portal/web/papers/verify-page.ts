import { handedOutTexts } from '../../../reports/statement/words/handed-out-texts.ts';
import type { CheckpointsFound, RecordVerified, StatementVerified } from '../../papers/questions/verify.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import {
  claimTexts,
  contractName,
  type PaperPage,
  paperWords,
  statementTexts,
  verifyTexts,
} from './paper-page.ts';
import { statementPath } from './statements-page.ts';

const MOST_DIFFERENCES = 20;
const WHOLE = '/verify/record?from=first-row';
const COMMANDS = [
  'camwatch ledger export --out ledger.jsonl',
  'node verifier/verify.mjs statement.json ledger.jsonl --fingerprint …',
  'camwatch ledger verify --full --checkpoint checkpoint-000012.txt',
] as const;

/** What an auditor holds the record to: heads that others signed, files by their hash, and how all of it is taken home. */
export function renderVerifyPage(
  page: PaperPage,
  { sha256, mayExport }: { readonly sha256: string | undefined; readonly mayExport: boolean },
  found: CheckpointsFound,
): Html {
  const { context } = page;
  const texts = verifyTexts(context.messages.language);
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel" data-part="verify"><header><h2>${texts.heading}</h2></header>
<p>${texts.about}</p>
<p class="takes"><a href="${linkTo(context, '/verify/record')}">${texts.verifyRecord}</a> <a href="${linkTo(context, WHOLE)}">${texts.verifyWhole}</a> <a href="${linkTo(context, '/rules')}">${statementTexts(context.messages.language).rules}</a></p></section>
${renderSend(page)}
${renderFind(context, sha256, found.handedOut)}
${renderCheckpoints(context, found)}
<section class="panel" data-part="verify-home"><header><h2>${texts.home}</h2></header><p>${texts.homeAbout}</p>${mayExport && html`<p class="takes"><a href="/verify/ledger.jsonl.gz" download>${texts.takeExport}</a></p>`}
<ul class="lines">${COMMANDS.map((command, index) => html`<li>${texts.commands[index] ?? ''}: <code>${command}</code></li>`)}</ul></section>`,
  );
}

/** A file that somebody has; it is not kept. */
function renderSend({ context, token, tried }: PaperPage): Html | false {
  if (token === undefined) return false;
  const texts = verifyTexts(context.messages.language);
  const { tooLarge } = claimTexts(context.messages.language);
  return html`<section class="panel" data-part="verify-send"><header><h2>${texts.send}</h2></header>
${tried?.told !== undefined && html`<p role="alert" class="told problem">${tried.told}</p>`}
<form method="post" action="${linkTo(context, '/verify/file')}" enctype="multipart/form-data" class="door"><input type="hidden" name="token" value="${token}">
<label>${texts.fingerprint} <span class="small">${texts.fingerprintMay}</span><input name="fingerprint" pattern="[0-9A-Fa-f]{64}" autocomplete="off" spellcheck="false" value="${tried?.form.fingerprint?.[0] ?? ''}"></label>
<label>${texts.file}<input type="file" name="file" required accept=".json,.docx,.pdf,.xlsx" data-most-bytes="20000000" data-too-large="${tooLarge}"></label>
<p class="small">${texts.sendAbout}</p><p class="buttons"><button>${texts.sendIt}</button></p></form></section>`;
}

function renderFind(
  context: PageContext,
  sha256: string | undefined,
  handedOut: CheckpointsFound['handedOut'],
): Html {
  const { messages, formats } = context;
  const texts = verifyTexts(messages.language);
  const words = paperWords(context);
  const told = handedOut?.map(
    ({ contract, period, file, recordedMs, author, seq }) =>
      html`<li><a href="${linkTo(context, statementPath(contract, period))}">${contractName(context, contract)}, ${words.period(period)}</a>: <bdi>${clip(file.name)}</bdi> (${file.format.toUpperCase()}), ${formats.fullTime(recordedMs)}, ${clip(author, 60)} <span class="small">#${String(seq)}</span></li>`,
  );
  return html`<section class="panel" data-part="verify-file"><header><h2>${texts.find}</h2></header>
<form method="get" action="/verify" class="door" data-plain><input type="hidden" name="lang" value="${messages.language}">
<label>SHA-256<input name="sha256" pattern="[0-9A-Fa-f]{64}" minlength="64" maxlength="64" required autocomplete="off" spellcheck="false" value="${sha256 ?? ''}"></label>
<p class="small">${texts.findAbout}</p><p class="buttons"><button>${texts.findIt}</button></p></form>
${told && (told.length === 0 ? html`<p class="told problem">${handedOutTexts(messages.language).notOnRecord}</p><p class="small">${handedOutTexts(messages.language).whyNot}</p>` : html`<p class="told">${texts.foundIt}</p><ul class="lines">${told}</ul>`)}</section>`;
}

function renderCheckpoints(context: PageContext, { checkpoints, total, headSeq }: CheckpointsFound): Html {
  const { messages, formats } = context;
  const texts = verifyTexts(messages.language);
  const [, when, heads, signed, sentTo] = texts.checkpointHead;
  const witnessed = checkpoints.find(({ signedBy }) => signedBy.length > 0);
  const rows = checkpoints.map((one) => {
    const file = `checkpoint-${String(one.size).padStart(6, '0')}.txt`;
    return html`<tr><td><a href="/verify/checkpoints/${file}" download>${String(one.size)}</a></td><td data-label="${when}">${formats.fullTime(Date.parse(one.issuedAt))}</td><td class="wide" data-label="${heads}">${one.heads.map((head, index) => html`${index > 0 && html`<br>`}<code>${clip(head.replace(/([0-9a-f]{16})[0-9a-f]+$/, '$1…'), 80)}</code>`)}</td><td data-label="${signed}">${one.signedBy.length === 0 ? texts.nobodyElse : one.signedBy.map((name) => clip(name, 60)).join(', ')}</td><td data-label="${sentTo}">${one.sentTo.length === 0 ? '–' : one.sentTo.map((name) => clip(name, 60)).join(', ')}</td></tr>`;
  });
  const rest = total - checkpoints.length;
  return html`<section class="panel table" data-part="verify-checkpoints"><header><h2>${texts.checkpoints}</h2><p>${texts.lastRow(formats.count(headSeq))}</p></header>
<p>${witnessed ? texts.witnessed(String(witnessed.size), witnessed.signedBy.join(', ')) : texts.unwitnessed}</p>
${
  checkpoints.length === 0
    ? html`<p class="quiet">${texts.noCheckpoints}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.checkpointHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
<p class="takes"><a href="/verify/checkpoints/heads.txt" download>${texts.heads}</a></p>`
}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}</section>`;
}

/** What came of recomputing the record. */
export function renderRecordPage({ context }: PaperPage, found: RecordVerified | undefined): Html {
  const { formats, messages } = context;
  const texts = verifyTexts(messages.language);
  const body = () => {
    if (!found)
      return html`<p class="told problem">${texts.tooLong} <code>camwatch ledger verify --full</code></p>`;
    const { fromSeq, rows, head, problems, problemCount, witnessed, unwitnessedRows, acceptedLosses } = found;
    return html`<p class="told${problemCount > 0 && ' problem'}"><b>${problemCount === 0 ? texts.holds : texts.broken(formats.count(problemCount))}</b></p>
<ul class="lines"><li>${texts.checked(formats.count(rows), formats.count(fromSeq))}</li><li>${texts.head}: <code>${String(head.seq)}:${head.hash}</code></li>
<li>${witnessed ? texts.witnessedTo(formats.count(witnessed.seq), witnessed.by.map(({ name }) => name).join(', '), formats.count(unwitnessedRows)) : texts.unwitnessed}</li>
${acceptedLosses.map(({ seq, reason, recordedMs }) => html`<li>${texts.loss(String(seq), formats.fullTime(recordedMs))}: <span class="said">${reason}</span></li>`)}
${problems.map((problem) => html`<li>${problem}</li>`)}
${fromSeq > 1 && html`<li>${texts.notFull} <a href="${linkTo(context, WHOLE)}">${texts.verifyWhole}</a></li>`}</ul>`;
  };
  return renderLayout(
    context,
    texts.record,
    html`<section class="panel" data-part="verify-record"><header><h2>${texts.record}</h2><p><a href="${linkTo(context, '/verify')}">${texts.heading}</a></p></header>${body()}</section>`,
  );
}

/** What came of verifying a statement: each check by its name. */
export function renderVerifiedPage(
  { context }: PaperPage,
  { contract, period }: { readonly contract: string; readonly period: string },
  found: StatementVerified | undefined,
): Html {
  const { messages } = context;
  const texts = verifyTexts(messages.language);
  const words = paperWords(context);
  const heading = `${texts.verified}: ${contractName(context, contract)}, ${words.period(period)}`;
  const body = () => {
    if (!found)
      return html`<p class="told problem">${texts.tooLong} <code>camwatch statement verify</code></p>`;
    const { sha256 } = found;
    return html`${renderVerification(context, found)}
<form method="get" class="door" data-plain><input type="hidden" name="lang" value="${messages.language}"><input type="hidden" name="hash" value="${sha256.slice(0, 16)}"><label>${texts.fingerprint}<input name="fingerprint" pattern="[0-9A-Fa-f]{64}" required autocomplete="off" spellcheck="false"></label><p class="small">${texts.fingerprintAbout}</p><p class="buttons"><button>${texts.verifyAgain}</button></p></form>`;
  };
  return renderLayout(
    context,
    heading,
    html`<section class="panel" data-part="statement-verified"><header><h2>${heading}</h2><p><a href="${linkTo(context, statementPath(contract, period))}">${words.texts.statement}</a></p></header>${body()}</section>`,
  );
}

/** The verdict, each check, and what differs. */
export function renderVerification(
  context: PageContext,
  { verdict, checks, differences, notes, sha256, isGood }: StatementVerified,
): Html {
  const words = paperWords(context);
  const rest = differences.length - MOST_DIFFERENCES;
  return html`<p class="told${!isGood && ' problem'}"><b>${words.texts.verified[verdict]}</b></p><p>SHA-256 <code>${sha256}</code></p>
<dl class="facts">${checks.map(({ name, outcome, problems }) => html`<dt>${words.texts.checks[name]}</dt><dd><b class="${outcome === 'bad' && 'is-late'}">${words.texts.outcomes[outcome]}</b>${problems.map((problem) => html`<br>${problem}`)}</dd>`)}</dl>
${differences.length > 0 && html`<ul class="lines">${differences.slice(0, MOST_DIFFERENCES).map(({ where, old, new: now }) => html`<li>${where}: ${old ?? '–'} → ${now ?? '–'}</li>`)}</ul>`}
${rest > 0 && html`<p class="rest">${context.messages.andMore(context.formats.count(rest))}</p>`}
${notes.length > 0 && html`<h3 class="sentence">${words.texts.labels.notes}</h3><ul class="lines">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`;
}
