import type { Paper } from './pdf-paper.ts';

type Item = Paper['pdf']['outline'];

/** Adds a bookmark for the place where the writing stands. */
export type AddBookmark = (level: number, title: string) => void;

/** Bookmarks nest by level; a level that was left out hangs below the nearest one above it. */
export function createOutline({ pdf }: Paper): AddBookmark {
  const open: { readonly level: number; readonly item: Item }[] = [];
  return (level, title) => {
    while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    const parent = open.at(-1)?.item ?? pdf.outline;
    open.push({ level, item: parent.addItem(title, { expanded: level === 1 }) });
  };
}
