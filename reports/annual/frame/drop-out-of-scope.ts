import type { Block } from '../../../documents/model/block.ts';

/** Without what a report is not about, and without titles under which nothing is left. */
export function dropOutOfScope(blocks: readonly Block[]): readonly Block[] {
  const within = blocks.filter((block) => block.kind !== 'missing' || block.reason !== 'not-in-scope');
  return within.filter((block, index) => {
    if (block.kind !== 'clause') return true;
    const next = within[index + 1];
    return next !== undefined && next.kind !== 'clause';
  });
}
