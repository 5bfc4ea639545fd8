import type { DossierClaim } from '../../contracts/dossier/dossier-schema.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { Block } from '../../documents/model/block.ts';
import type { TableRow } from '../../documents/model/table.ts';
import {
  claimedInWords,
  claimLimits,
  type DossierWords,
  decidedInWords,
  devicesInWords,
  limitsInWords,
  workRange,
} from './dossier-words.ts';
import { createNaming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';

/** What was asked for and decided in the period, and whether the time limits of the contract were kept, one row each. */
export function dossierSection(
  input: StatementInput,
  annexes: { readonly dossier: string },
): readonly Block[] {
  const { dossier } = input.document;
  const { section: texts, since, limits } = input.words.texts.dossier;
  const title: Block = { kind: 'section', title: texts.title };
  if (!dossier)
    return [
      title,
      {
        kind: 'missing',
        ...{ subject: texts.subject, because: texts.because },
        reason: 'dossier-not-kept',
      },
    ];
  const context: DossierWords = { words: input.words, naming: createNaming(input) };
  return [
    title,
    { kind: 'paragraph', text: texts.intro(annexes.dossier) },
    {
      kind: 'table',
      columns: [{ share: 4 }, { share: 6 }, { share: 4.5 }, { share: 4.5 }],
      header: [texts.header.map((text) => ({ text }))],
      rows: [
        ...dossier.claims.map(
          (claim): TableRow => ({
            kind: 'row',
            cells: [
              `${upFirst(context.naming.ref(claim.ref))}, ${context.naming.party(claim.filed.by)}, ${receivedInWords(claim.filed, context)}`,
              claimedInWords(claim, context),
              decidedInWords(claim, context),
              limitsInWords(claimLimits(claim), context),
            ],
          }),
        ),
        ...dossier.works.map(
          (work): TableRow => ({
            kind: 'row',
            cells: [
              `${upFirst(context.naming.ref(work.ref))}, ${context.naming.party(work.announced.by)}`,
              `${workRange(work, context)}, ${devicesInWords(work.entities, context)}: ${work.announced.reason}`,
              work.cancelled ? texts.cancelled(input.words.time(work.cancelled.recordedMs)) : texts.announced,
              limitsInWords(work.limits, context),
            ],
          }),
        ),
        ...dossier.unmeasured.map(
          (one): TableRow => ({
            kind: 'row',
            cells: [
              `${upFirst(context.naming.ref(one.ref))}, ${context.naming.party(one.decided.by)}`,
              `${context.naming.entity(one.entity)}, ${since(input.words.time(one.fromMs))}: ${one.decided.reason}`,
              one.ended ? texts.ended(input.words.time(one.ended.recordedMs)) : texts.inForce,
              limits.none,
            ],
          }),
        ),
      ],
      emptyText: texts.none,
      size: 'small',
    },
  ];
}

/** When a claim came in, and when it was put on record, where that was later. */
function receivedInWords({ receivedMs, recordedMs }: DossierClaim['filed'], { words }: DossierWords): string {
  const { received, recorded } = words.texts.dossier.section;
  const came = received(words.time(receivedMs));
  return receivedMs === recordedMs ? came : `${came}, ${recorded(words.time(recordedMs))}`;
}
