import type { FindingCode } from '../domain/findings.ts';

/** What the sentence of a finding is made of, as far as it is known: numbers and times are texts of the language already. */
export interface FindingWords {
  /** Which protocol, disk, stream or interface. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
  readonly wanted: string;
  readonly reason: string;
  readonly state: string;
  readonly duration: string;
  readonly allowed: string;
  readonly isAhead: boolean;
  readonly isByHand: boolean;
  readonly isPasswordSent: boolean;
  readonly date: string;
  readonly rate: string;
  readonly charge: string;
  readonly runtime: string;
  readonly port: string;
  readonly channel: string;
  /** The switch or recorder that bears witness; empty where it may not be named. */
  readonly witness: string;
  /** The check that is answered. */
  readonly answeredBy: string;
}

/** Texts about findings: what is wrong with a device and is no outage. */
export interface FindingTexts {
  readonly heading: string;
  readonly none: string;
  readonly noneStand: string;
  readonly names: Readonly<Record<FindingCode, string>>;
  /** Words of camwatch that stand in a subject; names of devices and protocols stay as they are. */
  readonly subjects: Readonly<Record<string, string>>;
  readonly sentences: Readonly<Record<FindingCode, (words: FindingWords) => string>>;
  /** What ends it, for whoever has to see to it. */
  readonly actions: Readonly<Record<FindingCode, string>>;
  readonly diskStates: Readonly<Record<'ok' | 'full' | 'failed' | 'missing' | 'unknown', string>>;
  readonly toDo: string;
  readonly whom: string;
  /** What the list is; of a part of the city, whose. */
  readonly about: string;
  readonly aboutOwn: string;
  readonly count: (count: string) => string;
  readonly finding: string;
  readonly since: string;
  readonly lastSeen: string;
  readonly goneSince: (time: string) => string;
  readonly stands: string;
  readonly byCode: string;
}
