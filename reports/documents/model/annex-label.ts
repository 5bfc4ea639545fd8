import { romanNumber } from './roman-number.ts';

/** `Phụ lục II`, or `Phụ lục` where there is only one. `position` counts from 1. The body must name each annex so. */
export function annexLabel(position: number, annexCount: number): string {
  return annexCount > 1 ? `Phụ lục ${romanNumber(position)}` : 'Phụ lục';
}
