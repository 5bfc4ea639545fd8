import { rulesOf } from '../../contracts/statements/clauses.ts';
import type { Block } from '../../documents/model/block.ts';
import type { RichText } from '../../documents/model/rich-text.ts';
import { pairTable } from './cells.ts';
import { clientText } from './client-text.ts';
import { createNaming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

/** Which contract and period it is, between whom, and how far it is settled. */
export function openingSection(
  input: StatementInput,
  annexes: { readonly technical: string },
): readonly Block[] {
  const { document, names, words } = input;
  const naming = createNaming(input);
  const { contract, period, state, agreedBy, agreement = [], reason, replaces } = document;
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
    ...(document.figures.parts.length > 1
      ? [
          {
            kind: 'paragraph',
            text: opening.parts(document.figures.parts.length),
          } as const,
        ]
      : []),
  ];
}
