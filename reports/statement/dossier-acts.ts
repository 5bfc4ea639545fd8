import type {
  Dossier,
  DossierClaim,
  DossierUnmeasured,
  DossierWork,
  TimeLimit,
} from '../../contracts/dossier/dossier-schema.ts';
import { linesDisputedBy } from '../../contracts/statements/statement-disputes.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../core/text/up-first.ts';
import {
  acceptedInWords,
  claimedInWords,
  claimLimits,
  cutInWords,
  type DossierWords,
  devicesInWords,
  objectionOutcome,
  type ToldLimit,
  workRange,
} from './dossier-words.ts';

/** Something that was done about a decision, or that is still to be done. */
export interface DossierAct {
  readonly about: string;
  readonly ref: string;
  readonly seq?: number;
  readonly act: string;
  readonly party?: string;
  readonly author?: string;
  readonly recordedMs?: number;
  /** When it came in or was announced, where that is not when it was put on record. */
  readonly receivedMs?: number;
  readonly content?: string;
  readonly why?: string;
  readonly files?: DossierClaim['filed']['files'];
  readonly limit?: ToldLimit;
  /** Until when, where no limit tells more. */
  readonly untilMs?: number;
}

type Act = Omit<DossierAct, 'about' | 'ref'>;

/** Every act of a dossier, decision by decision, in the order in which it came. */
export function dossierActs(
  dossier: Pick<Dossier, 'claims' | 'works' | 'unmeasured' | 'objections'>,
  {
    figures,
    objections,
  }: {
    readonly figures: Pick<StatementDocument['figures'], 'parts'>;
    readonly objections: StatementDocument['objections'];
  },
  context: DossierWords,
): readonly DossierAct[] {
  const of = (ref: string, about: string, acts: readonly Act[]): readonly DossierAct[] =>
    acts.map((act) => ({ about: upFirst(about), ref, ...act }));
  const { naming, words } = context;
  const texts = words.texts.dossier.acts;
  return [
    ...dossier.claims.flatMap((claim) => of(claim.ref, naming.ref(claim.ref), claimActs(claim, context))),
    ...dossier.works.flatMap((work) => of(work.ref, naming.ref(work.ref), workActs(work, context))),
    ...dossier.unmeasured.flatMap((one) => of(one.ref, naming.ref(one.ref), unmeasuredActs(one, context))),
    ...dossier.objections.flatMap((entry) => {
      const objection = objections.find(({ number }) => number === entry.number);
      const { number, seq, files, limits } = entry;
      return of(`objection:${number}`, texts.objection(number), [
        {
          seq,
          act: texts.objected,
          ...(objection && {
            party: naming.party(objection.by),
            author: objection.author,
            recordedMs: objection.recordedMs,
            why: objection.why,
          }),
          content: objectionOutcome(entry, objection ? linesDisputedBy(figures, objection) : [], {
            claims: dossier.claims,
            context,
          }),
          files,
          ...limitOf(limits, 'objected'),
        },
      ]);
    }),
  ];
}

function limitOf(
  limits: readonly ToldLimit[],
  name: TimeLimit['limit'],
  whose?: string,
): { readonly limit?: ToldLimit } {
  const limit = limits.find((one) => one.limit === name && one.party === whose);
  return limit ? { limit } : {};
}

interface Done {
  readonly seq: number;
  readonly recordedMs: number;
  readonly author: string;
  readonly by: string;
}

const doneBy = ({ seq, recordedMs, author, by }: Done, { naming }: DossierWords) => ({
  seq,
  recordedMs,
  author,
  party: naming.party(by),
});

function claimActs(claim: DossierClaim, context: DossierWords): readonly Act[] {
  const { filed, hearings, toHear, decision, withdrawn, status } = claim;
  const limits = claimLimits(claim);
  const { naming, words } = context;
  const { acts: texts, annex, statuses } = words.texts.dossier;
  return [
    {
      ...doneBy(filed, context),
      act: texts.filed,
      receivedMs: filed.receivedMs,
      content: askedInWords(claim, context),
      why: filed.evidence,
      files: filed.files,
      ...limitOf(limits, 'filed'),
    },
    ...hearings.map(({ party, says, files, ...done }): Act => {
      if (says === undefined)
        return { ...doneBy(done, context), act: texts.asked, content: naming.party(party), files };
      return {
        ...doneBy(done, context),
        act: texts.answered,
        party: naming.party(party),
        why: says,
        files,
        ...limitOf(limits, 'heard', party),
      };
    }),
    ...toHear
      .filter(({ outcome }) => outcome !== 'answered')
      .map(
        ({ party, outcome, untilMs }): Act => ({
          act: annex.hearings[outcome],
          party: naming.party(party),
          ...(untilMs !== undefined && { untilMs }),
        }),
      ),
    ...(decision
      ? [
          {
            ...doneBy(decision, context),
            act: texts.decided(statuses[status]),
            content: decidedContent(claim, context),
            why: decision.reason,
            files: decision.files,
            ...limitOf(limits, 'decided'),
          },
        ]
      : []),
    ...(withdrawn
      ? [
          {
            ...doneBy(withdrawn, context),
            act: texts.withdrawn,
            why: withdrawn.reason,
            ...(decision ? {} : limitOf(limits, 'decided')),
          },
        ]
      : []),
    ...(decision || withdrawn ? [] : [{ act: statuses.filed, ...limitOf(limits, 'decided') }]),
  ];
}

function askedInWords(claim: DossierClaim, context: DossierWords): string {
  const { words, naming } = context;
  const { acts: texts, span } = words.texts.dossier;
  const { cut, against } = claim;
  return [
    claimedInWords(claim, context),
    ...(cut ? [texts.cut(span(words.time(cut.fromMs), words.time(cut.toMs)))] : []),
    ...(against.length > 0 ? [texts.against(against.map(naming.party).join('; '))] : []),
  ].join('; ');
}

function decidedContent(claim: DossierClaim, context: DossierWords): string {
  const texts = context.words.texts.dossier.acts;
  const affected = claim.decision?.affected ?? [];
  const cut = cutInWords(claim, context);
  return [
    ...(claim.decision?.accepted ? [texts.accepted(acceptedInWords(claim, context))] : []),
    ...(cut === '' ? [] : [texts.cut(cut)]),
    ...(affected.length > 0 ? [texts.affected(affected.map(context.naming.party).join('; '))] : []),
  ].join('; ');
}

function workActs(work: DossierWork, context: DossierWords): readonly Act[] {
  const { acts: texts, annex } = context.words.texts.dossier;
  const { announced, cancelled, entities, holds, limits } = work;
  const content = `${workRange(work, context)}, ${devicesInWords(entities, context)}`;
  return [
    {
      ...doneBy(announced, context),
      act: texts.announced,
      receivedMs: announced.announcedMs,
      content: holds ? content : `${content}; ${annex.noEffect}`,
      why: announced.reason,
      files: announced.files,
      ...limitOf(limits, 'announced'),
    },
    ...(cancelled ? [{ ...doneBy(cancelled, context), act: texts.cancelled, why: cancelled.reason }] : []),
  ];
}

function unmeasuredActs(one: DossierUnmeasured, context: DossierWords): readonly Act[] {
  const { entity, fromMs, decided, ended } = one;
  const { words, naming } = context;
  const texts = words.texts.dossier.acts;
  return [
    {
      ...doneBy(decided, context),
      act: texts.notMeasured,
      content: texts.notMeasuredIs(naming.entity(entity), words.time(fromMs)),
      why: decided.reason,
      files: decided.files,
    },
    ...(ended ? [{ ...doneBy(ended, context), act: texts.ended, why: ended.reason }] : []),
  ];
}
