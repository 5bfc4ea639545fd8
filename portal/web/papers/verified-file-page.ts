import { handedOutTexts } from '../../../reports/statement/words/handed-out-texts.ts';
import type { FileVerified } from '../../papers/questions/verify-file.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { contractName, type PaperPage, paperWords, verifyTexts } from './paper-page.ts';
import { statementPath } from './statements-page.ts';
import { renderVerification } from './verify-page.ts';

/** What is known of a file that somebody sent. */
export function renderVerifiedFilePage({ context }: PaperPage, file: FileVerified): Html {
  const texts = verifyTexts(context.messages.language);
  const heading = `${texts.verified}: ${clip(file.name)}`;
  return renderLayout(
    context,
    heading,
    html`<section class="panel" data-part="file-verified"><header><h2>${texts.verified}: <bdi>${clip(file.name)}</bdi></h2><p><a href="${linkTo(context, '/verify')}">${texts.heading}</a></p></header>
${renderStatement(context, file)}${renderSigned(context, file)}</section>`,
  );
}

function renderStatement(
  context: PageContext,
  { of, sha256, statement, found, handedOut }: FileVerified,
): Html {
  const { messages, formats } = context;
  const texts = verifyTexts(messages.language);
  const words = paperWords(context);
  if (of === 'report')
    return html`<p class="told">${texts.ofReport} <a href="${linkTo(context, '/reports')}">${texts.toReports}</a></p><p>SHA-256 <code>${sha256}</code></p>`;
  if (of === 'unknown' || !statement) {
    const { notOnRecord, whyNot } = handedOutTexts(messages.language);
    return html`<p class="told problem"><b>${notOnRecord}</b></p><p class="small">${whyNot}</p><p>SHA-256 <code>${sha256}</code></p>`;
  }
  return html`<p><a href="${linkTo(context, statementPath(statement.contract, statement.period))}">${contractName(context, statement.contract)}, ${words.period(statement.period)}</a></p>
${found ? renderVerification(context, found) : html`<p class="told problem">${texts.tooLong} <code>camwatch statement verify</code></p>`}
${handedOut.length > 0 && html`<h3 class="sentence">${handedOutTexts(messages.language).title}</h3><ul class="lines">${handedOut.map(({ file, recordedMs, author, seq, to }) => html`<li><bdi>${clip(file.name)}</bdi> (${file.format.toUpperCase()}), ${formats.fullTime(recordedMs)}, ${clip(author, 60)}${to !== undefined && html` → ${clip(to, 80)}`} <span class="small">#${String(seq)}</span></li>`)}</ul>`}`;
}

/** Signatures that stand behind the file as it was handed out. */
function renderSigned({ messages, formats }: PageContext, { signed }: FileVerified): Html | false {
  if (!signed) return false;
  const texts = verifyTexts(messages.language);
  return html`<h3>${texts.signatures}</h3><p class="told${!signed.isGood && ' problem'}">${signed.isGood ? texts.signaturesGood : texts.signaturesBad}</p>
<ul class="lines">${signed.signers.map(({ subject, issuer, signedMs }) => html`<li>${clip(subject, 200)}${signedMs !== undefined && html`, ${formats.fullTime(signedMs)}`} <span class="small">${texts.issuer}: ${clip(issuer, 200)}</span></li>`)}</ul><p class="small">${texts.signaturesAbout}</p>`;
}
