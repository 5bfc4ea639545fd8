import type { IdentityRow } from '../../collector/diagnosis/compare-identity.ts';
import type { RenderContext } from './render-context.ts';

/** One thing that a device says of itself, and whether the inventory says the same. */
export function renderIdentity(
  { field, found, toldBy, expected, match }: IdentityRow,
  isInventoried: boolean,
  { texts, style }: RenderContext,
): readonly [name: string, found: string, remark: string] {
  return [
    texts.fields[field],
    found,
    [describeMatch(), style('dim', texts.told(toldBy.join(', ')))].filter(Boolean).join(' '),
  ];

  function describeMatch(): string {
    const isFirmware = field === 'firmware';
    if (expected === undefined) {
      const isComparable = isInventoried && (field === 'model' || field === 'serial' || field === 'maker');
      return isComparable ? style('dim', texts.notInInventory) : '';
    }
    if (match === 'not-comparable') return style('yellow', `? ${texts.otherThanInventoried(expected)}`);
    if (match === 'same') {
      return style('green', `✓ ${isFirmware ? texts.atLeast(expected) : texts.asInventoried}`);
    }
    return style('red', `≠ ${isFirmware ? texts.olderThan(expected) : texts.otherThanInventoried(expected)}`);
  }
}
