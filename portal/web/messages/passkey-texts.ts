/** Of passkeys, on the pages of the door. */
export interface PasskeyTexts {
  readonly heading: string;
  readonly about: string;
  readonly none: string;
  readonly name: string;
  readonly made: string;
  readonly used: string;
  readonly never: string;
  readonly add: string;
  readonly create: string;
  readonly createAbout: string;
  readonly remove: string;
  readonly removeForGood: string;
  readonly password: string;
  readonly second: string;
  readonly use: string;
  readonly useAbout: string;
  readonly otherWay: string;
  readonly elsewhere: string;
  readonly unnamed: string;
  readonly noScript: string;
  readonly back: string;
  readonly again: string;
  /** What the browser said. */
  readonly notes: Readonly<Record<'wait' | 'unable' | 'cancelled' | 'known' | 'address', string>>;
}
