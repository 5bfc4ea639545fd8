import type {
  DossierClaim,
  DossierUnmeasured,
  DossierWork,
} from '../../../contracts/dossier/dossier-schema.ts';
import type { StatementFigures } from '../../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Annex } from '../../../documents/model/document.ts';
import { pairTable } from '../cells.ts';
import {
  acceptedInWords,
  claimedInWords,
  claimLimits,
  cutInWords,
  type DossierWords,
  limitInWords,
  workRange,
} from '../dossier-words.ts';
import { createNaming } from '../naming.ts';
import type { StatementInput } from '../statement-input.ts';

type Pairs = readonly (readonly [string, string])[];

/** Each decision whole: who filed, on which papers, who was heard and what they said, who decided, when and why. */
export function dossierAnnex(input: StatementInput): Annex {
  const { dossier } = input.document;
  const { title, none } = input.words.texts.dossier.annex;
  const context: DossierWords = { words: input.words, naming: createNaming(input) };
  const blocks: readonly Block[] = dossier
    ? [
        ...dossier.claims.flatMap((claim) =>
          entry(claim.ref, claimPairs(claim, input.document.figures, context), context),
        ),
        ...dossier.works.flatMap((work) => entry(work.ref, workPairs(work, context), context)),
        ...dossier.unmeasured.flatMap((one) => entry(one.ref, unmeasuredPairs(one, context), context)),
      ]
    : [];
  return {
    title,
    orientation: 'portrait',
    secret: false,
    blocks: blocks.length > 0 ? blocks : [{ kind: 'paragraph', text: none }],
  };
}

const entry = (ref: string, pairs: Pairs, { words, naming }: DossierWords): readonly Block[] => [
  { kind: 'clause', title: upFirst(naming.ref(ref)) },
  pairTable(
    pairs.filter(([, text]) => text !== ''),
    words.texts.annexes.pairs,
  ),
];

/** All that is on record of a claim, in words; what is not there is an empty text. */
export function claimPairs(
  claim: DossierClaim,
  figures: Pick<StatementFigures, 'parts'>,
  context: DossierWords,
): Pairs {
  const { words, naming } = context;
  const { annex: texts, span, statuses } = words.texts.dossier;
  const { filed, cut, entities, decision, withdrawn, status, against } = claim;
  return [
    [texts.claim, claimedInWords(claim, context)],
    [texts.devices, listed(entities, naming.entity)],
    [texts.cut, cut ? span(words.time(cut.fromMs), words.time(cut.toMs)) : ''],
    [
      texts.filedBy,
      texts.filed(
        naming.party(filed.by),
        words.time(filed.receivedMs),
        words.time(filed.recordedMs),
        filed.author,
      ),
    ],
    [texts.evidence, filed.evidence],
    [texts.papers, papers(filed.files)],
    [texts.against, against.map(naming.party).join('; ')],
    [texts.heard, heard(claim, context)],
    [texts.said, said(claim, context)],
    [texts.result, statuses[status]],
    ...(decision
      ? ([
          [
            texts.decidedBy,
            texts.decided(naming.party(decision.by), words.time(decision.recordedMs), decision.author),
          ],
          [texts.reason, decision.reason],
          [texts.decisionPapers, papers(decision.files)],
          [texts.accepted, acceptedInWords(claim, context)],
          [texts.alsoExcused, alsoExcused(claim, figures, context)],
          [texts.cutDecided, cutInWords(claim, context)],
          [texts.affected, decision.affected.map(naming.party).join('; ')],
        ] as const)
      : []),
    ...(withdrawn
      ? ([
          [
            texts.withdrawn,
            `${naming.party(withdrawn.by)}, ${words.time(withdrawn.recordedMs)}: ${withdrawn.reason}`,
          ],
        ] as const)
      : []),
    [
      texts.limits,
      claimLimits(claim)
        .map((limit) => limitInWords(limit, context))
        .join('\n'),
    ],
  ];
}

/** What is excused by the decision and was not accepted by name: it is behind what was (clauses 5.7, 6.4). */
function alsoExcused(
  { ref, decision }: DossierClaim,
  { parts }: Pick<StatementFigures, 'parts'>,
  { words, naming }: DossierWords,
): string {
  const { behind } = words.texts.dossier.annex;
  const named = new Set(decision?.accepted?.entities);
  const others = parts.flatMap(({ entities }) =>
    entities
      .filter(
        ({ entity, stretches }) => !named.has(entity) && stretches.some(({ excuse }) => excuse?.ref === ref),
      )
      .map(({ entity }) => naming.entity(entity)),
  );
  if (others.length === 0) return '';
  return behind([...new Set(others)].join('; '), words.clauses(['5.7', '6.4']));
}

const papers = (files: readonly { readonly name: string }[]): string =>
  files.map(({ name }) => name).join('; ');

const listed = (entities: readonly string[], entity: (id: string) => string): string =>
  entities.map(entity).join('\n');

function heard({ toHear }: DossierClaim, { words, naming }: DossierWords): string {
  const { hearings, nobodyToHear, askedAt, answeredAt } = words.texts.dossier.annex;
  if (toHear.length === 0) return nobodyToHear;
  return toHear
    .map(({ party, outcome, askedMs, answeredMs }) => {
      const asked = askedMs === undefined ? '' : askedAt(words.time(askedMs));
      const answered = answeredMs === undefined ? '' : answeredAt(words.time(answeredMs));
      return `${naming.party(party)}: ${hearings[outcome]}${answered}${asked}`;
    })
    .join('\n');
}

function said({ hearings }: DossierClaim, { words, naming }: DossierWords): string {
  return hearings
    .flatMap(({ party, says, recordedMs, files }) =>
      says === undefined
        ? []
        : [
            `${naming.party(party)}, ${words.time(recordedMs)}: “${says}”${files.length > 0 ? ` (${papers(files)})` : ''}`,
          ],
    )
    .join('\n');
}

function workPairs(work: DossierWork, context: DossierWords): Pairs {
  const { words, naming } = context;
  const texts = words.texts.dossier.annex;
  const { announced, cancelled, entities, holds, limits } = work;
  return [
    [texts.time, workRange(work, context)],
    [texts.devicesOfContract, listed(entities, naming.entity)],
    [
      texts.announcedBy,
      texts.announced(
        naming.party(announced.by),
        words.time(announced.announcedMs),
        words.time(announced.recordedMs),
        announced.author,
      ),
    ],
    [texts.reason, announced.reason],
    [texts.papers, papers(announced.files)],
    [texts.effect, holds ? '' : texts.noEffect],
    [
      texts.cancelled,
      cancelled
        ? `${naming.party(cancelled.by)}, ${words.time(cancelled.recordedMs)}: ${cancelled.reason}`
        : '',
    ],
    [texts.limits, limits.map((limit) => limitInWords(limit, context)).join('\n')],
  ];
}

function unmeasuredPairs(one: DossierUnmeasured, { words, naming }: DossierWords): Pairs {
  const texts = words.texts.dossier.annex;
  const { decided, ended } = one;
  return [
    [texts.device, naming.entity(one.entity)],
    [texts.notMeasured, texts.notMeasuredSince(words.time(one.fromMs))],
    [
      texts.decidedBy,
      texts.decided(naming.party(decided.by), words.time(decided.recordedMs), decided.author),
    ],
    [texts.reason, decided.reason],
    [texts.papers, papers(decided.files)],
    [texts.ended, ended ? `${naming.party(ended.by)}, ${words.time(ended.recordedMs)}: ${ended.reason}` : ''],
  ];
}
