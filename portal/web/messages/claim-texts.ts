import type { ClaimWords } from '../../../core/words/claim-words.ts';

/** Texts of claims of excuse. Numbers and times come in as text. */
export interface ClaimTexts extends ClaimWords {
  readonly heading: string;
  readonly title: (number: string) => string;
  readonly about: string;
  readonly all: string;
  readonly none: string;
  readonly head: readonly string[];
  readonly file: string;
  readonly span: (from: string, to: string) => string;
  /** How long until the decision is due, and how long it is overdue. */
  readonly dueIn: (duration: string) => string;
  readonly overdue: (duration: string) => string;
  readonly dost: string;
  readonly recordedBy: (time: string, account: string) => string;

  readonly outages: string;
  readonly outageHead: readonly string[];
  readonly lasts: string;

  readonly heardHeading: string;
  readonly nobodyToHear: string;
  readonly askedUntil: (time: string) => string;
  readonly wasAsked: string;
  readonly ask: string;
  readonly answer: string;
  readonly answerAbout: string;
  readonly says: string;

  readonly decision: string;
  readonly decideAbout: string;
  readonly from: string;
  readonly to: string;
  readonly cutFrom: string;
  readonly cutTo: string;
  readonly only: string;
  readonly reason: string;
  readonly previewAccept: string;
  readonly previewReject: string;
  readonly preview: string;
  readonly previewAccepted: (count: string, span: string) => string;
  readonly previewRejected: string;
  readonly nothingYet: string;
  readonly accept: string;
  readonly reject: string;
  readonly back: string;
  readonly mustHear: string;
  readonly isFinal: string;

  readonly effects: string;
  readonly noEffect: string;
  readonly effectHead: readonly string[];
  readonly effectRows: Readonly<Record<'availability' | 'down' | 'excused' | 'money' | 'changed', string>>;
  readonly provisional: string;
  readonly nothingCounts: string;
  /** What is sealed of the period, and what must be done about it. */
  readonly statementSteps: Readonly<Record<'drafted' | 'issued' | 'restated', string>>;

  readonly newHeading: string;
  readonly newAbout: string;
  readonly whichContract: string;
  readonly whichOutages: string;
  readonly noOutages: string;
  readonly alongside: (count: string) => string;
  readonly allAlongside: string;
  readonly within: (span: string) => string;
  readonly claimUntil: (time: string, left: string) => string;
  readonly tooLate: (span: string) => string;
  readonly lateSince: (time: string) => string;
  readonly whole: string;
  /** Of a power cut. */
  readonly batteries: (span: string) => string;
  readonly cutCounts: string;
  readonly bringsNothing: string;
  readonly leavesOut: (named: string) => string;
  readonly thenSure: string;
  readonly sure: string;
  readonly claimed: (span: string) => string;
  readonly mostExcused: string;
  readonly mostExcusedIs: (span: string, devices: string) => string;
  readonly decidedBy: string;
  readonly ifOverdue: string;
  readonly claimedPart: string;
  readonly withdrawnHeading: string;
  readonly claimFrom: string;
  readonly claimTo: string;
  readonly partAbout: string;
  readonly cutAbout: string;
  readonly nobody: string;
  readonly noneChosen: string;

  readonly tooLarge: string;
  readonly withdraw: string;
  readonly withdrawAbout: string;
  readonly done: string;
}
