import type { Json } from '../../../core/text/canonical-json.ts';
import type { FiguresDocument } from './annual-figures.ts';
import { figureCommand } from './figure-command.ts';

/** One number that a report may print, and how anybody gets it again. */
export interface Figure {
  /** The way to it in the sections: members by name, those of a list by their `id`. */
  readonly id: string;
  readonly value: number | string;
  readonly command: string;
}

/** All figures of a document, in the order of its sections. Percentages are none: they are made of sums when they are printed. */
export function* indexFigures(document: FiguresDocument): Generator<Figure> {
  for (const [section, content] of Object.entries(document.sections)) {
    for (const [id, value] of walk(section, content))
      yield { id, value, command: figureCommand(document, id) };
  }
}

/** What says which row it is, or what it is called, and is no figure itself. */
const LABELS: ReadonlySet<string> = new Set(['id', 'name', 'number', 'detail', 'why', 'sha256']);

type Leaf = readonly [id: string, value: number | string];

function* walk(path: string, value: Json | undefined): Generator<Leaf> {
  if (typeof value === 'number') yield [path, value];
  else if (typeof value === 'string') {
    if (isAmount(value) || path.endsWith('.missing.code')) yield [path, value];
  } else if (isList(value)) {
    for (const [place, member] of value.entries()) yield* walk(`${path}.${rowId(member, place)}`, member);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value))
      if (!LABELS.has(name)) yield* walk(`${path}.${name}`, member);
  }
}

/** Money is text, since it is exact. */
const isAmount = (text: string): boolean => /^-?\d+$/.test(text);

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

function rowId(member: Json, place: number): string {
  const id = typeof member === 'object' && member !== null && !isList(member) ? member.id : undefined;
  return typeof id === 'string' ? id : `${place + 1}`;
}
