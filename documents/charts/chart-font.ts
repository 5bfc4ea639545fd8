import { GlobalFonts } from '@napi-rs/canvas';
import { FontError, loadFontFiles } from '../fonts/font-files.ts';

/** The metric twin of Times New Roman that charts are written in, so that they look like the document around them. */
export const CHART_FONT = 'Tinos';

/**
 * Makes the font known to the canvas, once per process; to be awaited before a chart is drawn.
 * @throws FontError when the font is not installed, or is no font.
 */
export async function prepareCharts(folder?: URL): Promise<void> {
  if (folder === undefined && GlobalFonts.has(CHART_FONT)) return;
  const { regular, bold } = await loadFontFiles(folder);
  for (const file of [regular, bold]) {
    if (!GlobalFonts.register(Buffer.from(file), CHART_FONT))
      throw new FontError(
        'charts: expected the font files of Tinos, got files that are no fonts; "npm ci" installs them',
      );
  }
}
