import type { IncidentWords } from '../../core/words/incident-words-en.ts';
import type { PersonAction } from '../../ledger/decisions/acknowledgements.ts';
import type { OutboxState } from '../../ledger/record/outbox/outbox-message.ts';

/** Everything that `camwatch incidents` and the outbox print and messages do not. Times come in as text. */
export interface IncidentTexts extends IncidentWords {
  readonly head: readonly string[];
  readonly none: string;
  readonly counts: (counts: {
    readonly unresolved: number;
    readonly critical: number;
    readonly major: number;
    readonly minor: number;
  }) => string;
  readonly moreOfList: (count: string) => string;
  readonly zoneOfTimes: (timeZone: string) => string;
  readonly operator: string;
  /** `Nhà thầu A, account an`: on whose behalf, and the account. */
  readonly byAccount: (party: string, account: string) => string;
  readonly byMailLink: (who: string) => string;

  /** What was done; `told` is for whom, to whom, until when, or into which. */
  readonly done: Readonly<Record<PersonAction, (id: string, told: string) => string>>;

  readonly labels: Readonly<
    Record<
      'state' | 'severity' | 'since' | 'opened' | 'resolved' | 'mergedInto' | 'remarks' | 'acknowledged',
      string
    >
  >;
  readonly openedTimes: (time: string, times: number) => string;
  readonly lasted: (time: string, duration: string) => string;
  readonly titles: Readonly<Record<'course' | 'members' | 'told' | 'steps', string>>;
  readonly membersCount: (now: string, ever: string) => string;
  readonly back: (time: string) => string;
  readonly earlier: (count: string) => string;
  readonly moreOfAll: (count: string) => string;
  readonly nobodyTold: string;
  readonly steps: Readonly<Record<string, string>>;

  readonly outboxHead: readonly string[];
  readonly noMessages: string;
  readonly outboxCounts: (counts: Readonly<Record<OutboxState, number>>) => string;
  readonly tries: (count: number) => string;
  readonly resent: (id: string, recipient: string) => string;
  readonly notDead: (id: string, state: string) => string;
  readonly unknownMessage: (id: string) => string;

  readonly logTitle: (from: string, to: string) => string;
  readonly logHead: readonly string[];
  readonly logNothing: string;
  readonly logCounts: (opened: number, acknowledged: number, resolved: number) => string;
  readonly logLeft: (count: string) => string;
  readonly logNoneLeft: string;
}
