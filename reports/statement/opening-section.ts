import { rulesOf } from '../../contracts/statements/clauses.ts';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { Block } from '../../documents/model/block.ts';
import type { RichText } from '../../documents/model/rich-text.ts';
import { pairTable } from './cells.ts';
import { clientText } from './client-text.ts';
import { createNaming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';

/** Which contract and period it is, between whom, and how far it is settled. */
export function openingSection(
  input: StatementInput,
  annexes: { readonly terms: string; readonly technical: string },
): readonly Block[] {
  const { document, names, words } = input;
  const naming = createNaming(input);
  const { contract, period, state, agreedBy, agreement = [], signOff, reason, replaces } = document;
  const { time, texts } = words;
  const { opening } = texts.front;
  const pairs: readonly (readonly [string, RichText | undefined])[] = [
    [opening.contract, contract.name ?? contract.id],
    [opening.contractNumber, contract.number],
    [opening.partyA, clientText(input)],
    [opening.partyB, names.contractor ?? contract.contractor],
    [opening.period, opening.span(time(period.fromMs), time(period.toMs), words.zone)],
    [opening.state, opening.states[state]],
    [opening.objectUntil, time(document.objectionEndsMs)],
    [opening.asOf, time(document.asOfMs)],
    [opening.recordedBefore, time(document.recordedBeforeMs)],
    [opening.made, time(document.madeMs)],
    [
      opening.rules,
      opening.rulesHash(
        upFirst(words.rulesVersion(document.figures.parts.map(({ terms }) => rulesOf(terms)))),
        annexes.technical,
      ),
    ],
    [opening.agreedBy, agreedBy && naming.party(agreedBy)],
    [opening.signOff, signOff && opening.signedOff(signOff.author, time(signOff.recordedMs), signOff.seq)],
    [opening.agreement, agreement.map(({ name }) => name).join('; ')],
    [opening.reason, reason],
    [
      opening.replaces,
      replaces &&
        (replaces.number === 0 ? opening.replacesIssued : opening.replacesRestated(replaces.number)),
    ],
  ];
  return [
    { kind: 'section', title: opening.title },
    {
      kind: 'paragraph',
      text: opening.basis,
    },
    pairTable(
      pairs.flatMap(([name, text]) => (text ? [[name, text] as const] : [])),
      texts.annexes.pairs,
    ),
    ...partsBlocks(input, annexes.terms),
  ];
}

/** Why there are several parts, and where what changed is told. */
function partsBlocks({ document, words }: StatementInput, annex: string): readonly Block[] {
  const { parts } = document.figures;
  if (parts.length < 2) return [];
  const { opening } = words.texts.front;
  const contractors = new Set(parts.map(({ contractor }) => contractor)).size;
  const terms = new Set(parts.map((part) => canonicalJson(part.terms))).size;
  const what = contractors === 1 ? 'terms' : terms === 1 ? 'contractor' : 'both';
  const text = opening.parts({
    what: opening.changed[what],
    times: parts
      .slice(1)
      .map(({ fromMs }) => words.time(fromMs))
      .join(', '),
    count: words.count(parts.length),
    annex,
  });
  return [{ kind: 'paragraph', text }];
}
