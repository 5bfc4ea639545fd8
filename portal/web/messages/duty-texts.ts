/** What became of the times that a contract gives. */
interface ClockTexts {
  readonly acknowledged: string;
  readonly restored: string;
  readonly unacknowledged: string;
  readonly unacknowledgedByIts: (contractor: string) => string;
  readonly passedOn: string;
  readonly inTime: (what: string) => string;
  readonly lateBy: (what: string, duration: string) => string;
  /** Beside a clock that goes on though somebody else acknowledged. */
  readonly whose: (contractor: string) => string;
}

/** Texts of what people on duty do: the list of causes, acts on an incident, the shift. */
export interface DutyTexts {
  readonly list: {
    readonly heading: string;
    readonly none: string;
    readonly all: string;
    readonly mine: string;
    readonly severity: string;
    readonly state: string;
    readonly place: string;
    readonly any: string;
    readonly apply: string;
    readonly cause: string;
    readonly has: string;
    readonly call: string;
    readonly answerWithin: string;
    readonly restoreWithin: string;
    readonly left: (duration: string) => string;
    readonly late: (duration: string) => string;
    readonly clocks: ClockTexts;
    readonly shown: (shown: string, total: string) => string;
    readonly resolvedOfLate: string;
    readonly circuit: (circuit: string) => string;
    readonly keys: string;
    readonly previous: string;
    readonly nextOne: string;
    readonly back: string;
  };
  readonly shift: {
    readonly heading: string;
    readonly last: (hours: string) => string;
    readonly from: string;
    readonly to: string;
    readonly show: string;
    readonly beginning: string;
    readonly opened: string;
    readonly reopened: string;
    readonly resolved: string;
    readonly acts: string;
    readonly left: string;
    readonly nothingLeft: string;
    readonly log: string;
    readonly nothing: string;
    readonly text: string;
    readonly textHint: string;
    readonly number: string;
    readonly lastWord: string;
    readonly more: (count: string) => string;
    readonly earlier: (count: string) => string;
    readonly kinds: Readonly<Record<'opened' | 'reopened' | 'resolved', string>>;
    readonly summary: (counts: {
      readonly beginning: string;
      readonly opened: string;
      readonly reopened: string;
      readonly resolved: string;
      readonly left: string;
    }) => string;
    readonly sum: string;
  };
  readonly takeAll: {
    readonly offer: (count: string) => string;
    readonly heading: string;
    readonly about: (count: string) => string;
    readonly rest: (count: string) => string;
    readonly none: string;
    readonly act: (count: string) => string;
    readonly done: (done: string, total: string) => string;
    readonly taken: string;
  };
  /** Of whom to call. */
  readonly roles: Readonly<Record<'carrier' | 'contractor' | 'onDuty', string>>;
  readonly flapping: {
    readonly watched: (quiet: string, earliest: string | undefined) => string;
    readonly lastLosses: (times: string) => string;
  };
  readonly heldBy: (who: string, since: string) => string;
  readonly notAccepted: string;
  readonly asleepUntil: (time: string) => string;
  readonly awakeSince: (time: string) => string;
  readonly linkedTo: (number: string) => string;
  readonly linkedWith: (numbers: string) => string;
  readonly handOver: {
    readonly name: string;
    readonly to: string;
    readonly choose: string;
    readonly text: string;
    readonly act: string;
    readonly nobody: string;
  };
  readonly snooze: {
    readonly name: string;
    readonly hours: string;
    readonly hoursOf: (count: number) => string;
    readonly text: string;
    readonly act: string;
  };
  /** The same act where nobody has it, and it sleeps. */
  readonly wake: { readonly name: string; readonly text: string; readonly act: string };
  readonly release: { readonly name: string; readonly text: string; readonly act: string };
  readonly link: {
    readonly name: string;
    readonly into: string;
    readonly text: string;
    readonly act: string;
    readonly undo: string;
  };
  readonly acts: {
    readonly heading: string;
    readonly none: string;
    readonly at: string;
    readonly what: string;
    readonly who: string;
    readonly words: string;
    readonly until: (time: string) => string;
    /** How somebody did it without having logged in. */
    readonly byLink: string;
  };
  readonly messages: {
    readonly heading: string;
    readonly none: string;
    readonly at: string;
    readonly to: string;
    readonly channel: string;
    readonly state: string;
    readonly answer: string;
    readonly tries: (count: string) => string;
    readonly more: (count: string) => string;
  };
}
