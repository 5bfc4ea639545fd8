import type { MeasureText } from '../fonts/measure-text.ts';
import type { ComposedDocument, Runs } from './composed-document.ts';
import { POINTS } from './layout.ts';
import { textOfRuns } from './plain-run.ts';

/** Where `Kính gửi:` and its lines begin, in points from the left margin. */
export interface AddresseeIndents {
  readonly openingPt: number;
  /** The dashes: exactly under the colon. */
  readonly linesPt: number;
  /** Width of a dash and its blank, by which a second line is indented further. */
  readonly dashPt: number;
}

/** The dashes stand under the colon, the whole in the middle of the page. */
export function addresseeIndents(
  { opening, lines }: NonNullable<ComposedDocument['addressees']>,
  measure: MeasureText,
  textWidthPt: number,
): AddresseeIndents {
  const widthOf = (runs: Runs) => measure(textOfRuns(runs), 'regular', POINTS.body);
  const toColonPt = widthOf(opening) - measure(':', 'regular', POINTS.body);
  const widestPt = Math.max(...lines.map(widthOf));
  const openingPt = Math.max(0, (textWidthPt - toColonPt - widestPt) / 2);
  return { openingPt, linesPt: openingPt + toColonPt, dashPt: measure('- ', 'regular', POINTS.body) };
}
