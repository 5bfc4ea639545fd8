import type { Filed } from '../../contracts/statements/statement-register.ts';
import type { UnmeasuredCause } from '../../core/domain/unmeasured.ts';
import type { ClaimWords } from '../../core/words/claim-words.ts';
import type { DecisionFindingTexts } from '../../core/words/decision-finding-texts-en.ts';

/** Everything that `camwatch maintenance`, `camwatch claim` and `camwatch unmeasured` print. Numbers and times come in as text. */
export interface DecisionTexts extends ClaimWords, DecisionFindingTexts {
  readonly maintenanceHead: readonly string[];
  readonly claimHead: readonly string[];
  readonly none: string;
  readonly cityDost: string;
  readonly span: (from: string, to: string) => string;
  readonly zoneOfTimes: (timeZone: string) => string;

  readonly workRecorded: (id: string, entities: string, window: string) => string;
  readonly workWouldBe: (entities: string, window: string) => string;
  readonly workCancelled: (id: string) => string;
  readonly workCancelledWouldBe: (id: string) => string;
  readonly announcedInTime: (contract: string, notice: string, agreed: string) => string;
  readonly cancelledWork: (reason: string, why: string) => string;
  /** Without a notice it was announced after it had begun; without anything agreed any notice is in time. */
  readonly announcedLate: (contract: string, notice: string, agreed: string) => string;
  readonly workNotAgreed: (contract: string) => string;
  readonly noContract: string;

  readonly unmeasuredHead: readonly string[];
  readonly unmeasuredStates: Readonly<Record<'stands' | 'ended', string>>;
  readonly unmeasuredCauses: Readonly<Record<UnmeasuredCause, string>>;
  readonly unmeasuredRecorded: (id: string, check: string, since: string) => string;
  readonly unmeasuredWouldBe: (check: string, since: string) => string;
  readonly unmeasuredEnded: (id: string) => string;
  readonly unmeasuredEndedWouldBe: (id: string) => string;
  readonly endedUnmeasured: (reason: string, why: string) => string;

  readonly claimRecorded: (id: string, cause: string, entities: string, window: string) => string;
  readonly claimWouldBe: (cause: string, entities: string, window: string) => string;
  readonly causeNotAgreed: (contract: string, cause: string) => string;
  readonly withoutOutage: (count: string, names: string) => string;
  readonly decideUntil: (time: string) => string;
  readonly blames: (parties: string) => string;
  readonly asked: (party: string, id: string, until: string) => string;
  readonly heard: (party: string, id: string) => string;
  readonly decided: (id: string, status: string) => string;
  readonly withdrawn: (id: string) => string;
  readonly withdrawnWouldBe: (id: string) => string;
  readonly notRecorded: string;
  readonly sayYes: string;
  readonly overdue: string;
  readonly lateDecision: (time: string) => string;

  readonly effectHeading: string;
  readonly effectHead: readonly string[];
  readonly effectRows: Readonly<
    Record<'availability' | 'down' | 'excused' | 'money' | 'changedEntities' | 'statement', string>
  >;
  /** What is sealed of the period, and what must be done about it. */
  readonly statementSteps: Readonly<Record<Filed['action'], readonly [now: string, then: string]>>;
  readonly provisional: string;
  readonly nothingCounts: string;
  readonly noEffect: string;
  readonly partiesHeading: string;
  readonly askedUntil: (time: string) => string;
  /** What the figures would come of. */
  readonly wouldAccept: (id: string, cause: string, entities: string, window: string) => string;

  readonly claimTitle: (id: string, status: string) => string;
  readonly fileStates: Readonly<Record<'good' | 'missing' | 'changed', string>>;
  /** What was done about a claim. */
  readonly fields: Readonly<Record<'hearing' | 'decision' | 'withdrawn', string>>;
}
