import { type LayoutTexts, layoutTexts } from './layout-texts.ts';
import { romanNumber } from './roman-number.ts';

/** `Phụ lục II`, or `Phụ lục` where there is only one. `position` counts from 1. The body must name each annex so. */
export const annexLabel = (
  position: number,
  annexCount: number,
  { annex }: LayoutTexts = layoutTexts(),
): string => (annexCount > 1 ? annex(romanNumber(position)) : annex());
