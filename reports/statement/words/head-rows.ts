import { rulesOf } from '../../../contracts/statements/clauses.ts';
import { clientText } from '../client-text.ts';
import { createNaming } from '../naming.ts';
import type { StatementInput } from '../statement-input.ts';
import { versionsOf } from './render-clauses.ts';
import type { Words } from './words.ts';

/** What a statement is of, who made it and when, and its seal. */
export function headRows(input: StatementInput, words: Words): readonly (readonly [string, string])[] {
  const { document, sha256, names } = input;
  const { texts, time } = words;
  const { labels } = texts;
  const { contract, period, figures, state } = document;
  return [
    [labels.contract, [contract.id, contract.name, contract.number].filter(Boolean).join(' · ')],
    [labels.contractor, names.contractor ?? contract.contractor],
    [labels.agency, clientText(input)],
    [labels.period, `${period.label} (${time(period.fromMs)} → ${time(period.toMs)}, ${period.timeZone})`],
    [labels.state, `${texts.states[state]} · ${texts.objectUntil(time(document.objectionEndsMs))}`],
    [labels.made, `${time(document.madeMs)} · camwatch ${document.software.version}`],
    ...(document.agreedBy === undefined ? [] : ([[labels.agreedBy, renderAgreement(input, words)]] as const)),
    ...(document.reason === undefined ? [] : ([[labels.reason, document.reason]] as const)),
    [labels.rules, texts.rulesVersion(versionsOf(figures.parts.map(({ terms }) => rulesOf(terms))))],
    [labels.rows, `${document.ledger.rows} · ${document.ledger.digest}`],
    [labels.hash, sha256],
    [labels.key, document.signer.fingerprint],
  ];
}

function renderAgreement({ document, names, words: own }: StatementInput, { texts, time }: Words): string {
  const { agreedBy = '', agreement = [], signOff } = document;
  return [
    createNaming({ document, names, words: own }).party(agreedBy),
    ...(signOff ? [texts.signedOff(signOff.author, time(signOff.recordedMs), signOff.seq)] : []),
    ...agreement.map(({ name, sha256 }) => `${name} ${sha256}`),
  ].join(' · ');
}
