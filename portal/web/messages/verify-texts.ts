/** Texts of what an auditor verifies. Numbers and times come in as text. */
export interface VerifyTexts {
  readonly heading: string;
  readonly about: string;
  readonly verifyRecord: string;
  readonly verifyWhole: string;
  readonly record: string;
  readonly tooLong: string;
  readonly holds: string;
  readonly broken: (count: string) => string;
  readonly checked: (rows: string, from: string) => string;
  readonly head: string;
  readonly notFull: string;
  readonly loss: (row: string, time: string) => string;
  readonly witnessedTo: (row: string, names: string, beyond: string) => string;
  readonly witnessed: (size: string, names: string) => string;
  readonly unwitnessed: string;
  readonly find: string;
  readonly findAbout: string;
  readonly findIt: string;
  readonly foundIt: string;
  readonly checkpoints: string;
  readonly lastRow: (row: string) => string;
  readonly checkpointHead: readonly string[];
  readonly nobodyElse: string;
  readonly noCheckpoints: string;
  readonly heads: string;
  readonly home: string;
  readonly homeAbout: string;
  readonly takeExport: string;
  readonly commands: readonly string[];
  readonly verified: string;
  readonly verifyThis: string;
  readonly verifyAgain: string;
  readonly fingerprint: string;
  readonly fingerprintAbout: string;
}
