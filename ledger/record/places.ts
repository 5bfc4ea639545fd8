import type { Entity } from '../../core/domain/state.ts';
import type { RecordedBefore } from './changes.ts';

/** Where a revision of a device or link says that it is. */
export interface NamedPlace {
  readonly entity: Entity;
  readonly seq: number;
  readonly fromMs: number;
  readonly recordedMs: number;
  /** Of a device its site, of a link whose far end is one that; absent where it was removed. */
  readonly site?: string;
  /** Of a channel its recorder; of a link the device whose port is asked about it, or its far end. */
  readonly device?: string;
}

export interface PlaceReads {
  /** In the order in which they were recorded; without the rest of the bodies, which a city has hundreds of thousands of. */
  readonly namedPlaces: (
    query?: RecordedBefore & { readonly entities?: readonly Entity[] },
  ) => IterableIterator<NamedPlace>;
}
