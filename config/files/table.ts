import type { Problem } from './config-error.ts';

/** What a reference may point into. */
export interface ReferenceTarget {
  readonly file: string;
  readonly byId: ReadonlyMap<string, unknown>;
  /** Whether an entry with this id was written, even a broken one: a second message about it would help nobody. */
  readonly isDeclared: (id: string) => boolean;
}

/** The entries of one file, with the places they were written at. Broken entries are left out of `items`. */
export interface Table<Item> extends ReferenceTarget {
  readonly items: readonly Item[];
  /** `items`, and entries of which some optional field could not be read: good enough to look up what they name. */
  readonly readable: readonly Item[];
  readonly byId: ReadonlyMap<string, Item>;
  readonly lineOf: (item: Item) => number;
  /** A problem with a field of an entry, at the place of that field; in YAML of its key where that is what is wrong. */
  readonly problem: (item: Item, field: string, message: string, part?: 'value' | 'key') => Problem;
}

/** A table of a file that could not be read, or need not exist: where it is unreadable, every reference into it passes. */
export function emptyTable<Item>(file: string, reason: 'absent' | 'unreadable'): Table<Item> {
  return {
    file,
    items: [],
    readable: [],
    byId: new Map(),
    isDeclared: () => reason === 'unreadable',
    lineOf: () => 1,
    problem: (_item, path, message) => ({ file, line: 1, col: 1, path, message }),
  };
}
