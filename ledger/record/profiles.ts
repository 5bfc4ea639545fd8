import type { RecordedBefore } from './changes.ts';
/** The profile that a revision of a device names. */
export interface NamedProfile {
  readonly seq: number;
  readonly id: string;
  readonly fromMs: number;
  readonly recordedMs: number;
  /** Absent where the device was removed. */
  readonly profile?: string;
}

export interface ProfileReads {
  /** In the order in which they were recorded; without the rest of the bodies, which a city has hundreds of thousands of. */
  readonly namedProfiles: (
    query?: RecordedBefore & { readonly ids?: readonly string[] },
  ) => IterableIterator<NamedProfile>;
}
