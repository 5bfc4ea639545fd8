import { BASE_STYLES } from './styles/base.ts';
import { COLOUR_STYLES } from './styles/colours.ts';
import { INCIDENT_STYLES } from './styles/incidents.ts';
import { LAYOUT_STYLES } from './styles/layout.ts';
import { LIST_STYLES } from './styles/lists.ts';
import { MAP_STYLES } from './styles/map.ts';
import { TABLE_STYLES } from './styles/tables.ts';
import { TILE_STYLES } from './styles/tiles.ts';

/** The one style sheet: constants only, allowed by its hash in the Content-Security-Policy. */
export const STYLE_SHEET = [
  COLOUR_STYLES,
  BASE_STYLES,
  TILE_STYLES,
  MAP_STYLES,
  LIST_STYLES,
  TABLE_STYLES,
  LAYOUT_STYLES,
  INCIDENT_STYLES,
].join('\n');
