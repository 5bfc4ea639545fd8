import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const PATH = createRequire(import.meta.url).resolve('idiomorph/dist/idiomorph.min.js');

/** Makes an element of a page what another is, and leaves alone what is the same: `Idiomorph.morph`. A constant of an exact version. */
export const MORPH_SCRIPT = readFileSync(PATH, 'utf8');
