import type { Picture } from '../../../../core/domain/notifier.ts';

/**
 * What a message says, before it is text or HTML: both say all of it, in this order. Every string is one clean line
 * (clean-line.ts), but those of `lead`, which may be long.
 */
export interface Sheet {
  readonly subject: string;
  readonly tone: Tone;
  /** `New incident · critical`. */
  readonly badge: string;
  readonly headline: string;
  readonly lead: readonly string[];
  readonly blocks: readonly Block[];
  readonly footer: readonly string[];
}

export type Tone = 'lost' | 'degraded' | 'well' | 'neutral';

export type Block =
  | { readonly type: 'steps'; readonly title: string; readonly steps: readonly Step[] }
  | { readonly type: 'rows'; readonly title: string; readonly rows: readonly Row[] }
  | { readonly type: 'list'; readonly title: string; readonly items: readonly Item[]; readonly more?: string }
  | { readonly type: 'picture'; readonly picture: Picture }
  | { readonly type: 'links'; readonly title: string; readonly links: readonly Link[] };

/** Something to do, with the command or the page that does it. */
export interface Step {
  readonly text: string;
  readonly command?: string;
  readonly press?: Link;
}

export interface Row {
  readonly label: string;
  readonly value: string;
}

/** A line, and what belongs to it in smaller print. */
export interface Item {
  readonly text: string;
  readonly details?: readonly string[];
  readonly command?: string;
  readonly press?: Link;
}

export interface Link {
  readonly text: string;
  readonly url: string;
}
