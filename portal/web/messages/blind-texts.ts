import type { BlindSpot, BlindState } from '../../city/blind-spots.ts';

/** Texts about wards and sites without a camera that is known to work. */
export interface BlindTexts {
  readonly heading: string;
  readonly count: (count: string) => string;
  readonly none: string;
  /** What is counted, and what is not; of a part of the city also that others may have cameras there. */
  readonly about: string;
  readonly aboutOwn: string;
  readonly where: string;
  readonly places: Readonly<Record<BlindSpot['place'], string>>;
  readonly states: Readonly<Record<BlindState, string>>;
  readonly byPlace: string;
  /** Of one place. */
  readonly lost: (cameras: string) => string;
  readonly notKnown: (down: string, unknown: string) => string;
  readonly outOfService: (cameras: string) => string;
  readonly cause: string;
  readonly noCause: string;
  readonly whose: string;
  readonly plan: string;
  readonly running: (until: string) => string;
  readonly planned: (span: string) => string;
  /** On other pages. */
  readonly wards: (count: string) => string;
  readonly sites: (count: string) => string;
  /** Behind the number. */
  readonly siteWord: (count: number) => string;
  readonly unknownMore: (count: string) => string;
  readonly no: string;
}
