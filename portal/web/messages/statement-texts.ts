/** Texts of statements and of the way from a figure to its rows. Numbers and times come in as text. */
export interface StatementTexts {
  readonly heading: string;
  /** By which figures follow from the record. */
  readonly rules: string;
  readonly about: string;
  readonly all: string;
  readonly none: string;
  readonly head: readonly string[];
  readonly openUntil: (time: string, left: string) => string;
  readonly closedSince: (time: string) => string;
  readonly ofPeriod: (contract: string, period: string) => string;
  readonly noneYet: string;
  readonly another: string;
  readonly toLatest: string;
  readonly month: string;
  readonly files: string;
  readonly filesAbout: string;
  readonly sealedFile: string;
  readonly translation: string;
  readonly sealedSteps: string;
  readonly sealedHead: readonly string[];
  readonly counts: string;
  readonly figures: string;
  readonly lineHead: readonly string[];
  readonly worstHead: readonly string[];
  readonly missedBy: string;
  readonly noMoney: string;
  readonly objectionBy: (party: string, time: string, author: string) => string;
  readonly againstAll: string;
  readonly changed: (count: string) => string;
  readonly notHandedOut: string;
  readonly why: string;
  readonly whyOf: (entity: string) => string;
  readonly whyAbout: string;
  readonly asOf: (time: string) => string;
  readonly outages: string;
  readonly noOutages: string;
  readonly rows: string;
  readonly rowsAbout: string;
  readonly rowHead: readonly string[];
  readonly corrects: (seq: string) => string;
  readonly theRow: string;
  readonly stretchHead: readonly string[];
  readonly claims: string;
  readonly money: string;
  /** What is done next with a statement, as the button says it. */
  readonly steps: Readonly<Record<'draft' | 'replace' | 'issue' | 'restate', string>>;
  readonly draftAbout: string;
  readonly replaceAbout: string;
  readonly issueAbout: string;
  readonly restateAbout: string;
  readonly reason: string;
  readonly preview: string;
  readonly previewAbout: string;
  readonly agreed: string;
  readonly agreedAbout: (until: string) => string;
  /** Who signed a draft off, when and by which account; it may object no more. */
  readonly signedOff: (party: string, time: string, author: string) => string;
  readonly agreedAt: (time: string) => string;
  readonly agree: string;
  readonly agreeAbout: string;
  readonly agreeDisputed: (count: string) => string;
  /** Of claims that are not decided. */
  readonly agreePending: string;
  readonly endedByAgreement: (time: string) => string;
  readonly agreeSeen: (party: string, hash: string) => string;
  readonly agreeSend: string;
  readonly object: string;
  readonly objectAbout: string;
  readonly objectLines: string;
  readonly objectOutages: string;
  readonly objectEntities: string;
  readonly objectWhy: string;
  readonly objectSend: string;
}
