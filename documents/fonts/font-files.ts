import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CamwatchError } from '#core/errors.ts';

/** A font file that is not where its package should have put it. */
export class FontError extends CamwatchError {
  readonly code = 'FONT_MISSING';
}

export type FontFace = 'regular' | 'bold' | 'italic' | 'boldItalic';
export type FontFiles = Readonly<Record<FontFace, Uint8Array>>;

/**
 * Tinos, a metric twin of Times New Roman with every Vietnamese letter: each glyph is as wide as that of Times New
 * Roman, so that lines break alike in Word and in PDF.
 * @throws FontError naming the file and its package.
 */
export async function loadFontFiles(folder = defaultFolder()): Promise<FontFiles> {
  const [regular, bold, italic, boldItalic] = await Promise.all([
    loadFont(folder, '400Regular/Tinos_400Regular.ttf'),
    loadFont(folder, '700Bold/Tinos_700Bold.ttf'),
    loadFont(folder, '400Regular_Italic/Tinos_400Regular_Italic.ttf'),
    loadFont(folder, '700Bold_Italic/Tinos_700Bold_Italic.ttf'),
  ]);
  return { regular, bold, italic, boldItalic };
}

const PACKAGE = '@expo-google-fonts/tinos';

function defaultFolder(): URL {
  return new URL('.', import.meta.resolve(`${PACKAGE}/package.json`));
}

async function loadFont(folder: URL, file: string): Promise<Uint8Array> {
  const url = new URL(file, folder);
  try {
    return await readFile(url);
  } catch (cause) {
    throw new FontError(
      `font file ${file} of the package ${PACKAGE}: expected at ${fileURLToPath(url)}, not found; install it with "npm ci"`,
      { cause },
    );
  }
}
