import { BASE_STYLES } from './base.ts';
import { CAUSES_STYLES } from './causes.ts';
import { CELL_STYLES } from './cells.ts';
import { CHART_STYLES } from './charts.ts';
import { COLOUR_STYLES } from './colours.ts';
import { DOOR_STYLES } from './door.ts';
import { DUTY_STYLES } from './duty.ts';
import { HEAD_STYLES } from './head.ts';
import { HISTORY_STYLES } from './history.ts';
import { INCIDENT_STYLES } from './incidents.ts';
import { LAYOUT_STYLES } from './layout.ts';
import { LIST_STYLES } from './lists.ts';
import { LIVE_STYLES } from './live.ts';
import { MAP_STYLES } from './map.ts';
import { PAPER_STYLES } from './papers.ts';
import { PLACE_STYLES } from './places.ts';
import { PLAN_STYLES } from './plan.ts';
import { PRINT_STYLES } from './print.ts';
import { SEARCH_STYLES } from './search.ts';
import { TABLE_STYLES } from './tables.ts';
import { TILE_STYLES } from './tiles.ts';

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
  SEARCH_STYLES,
  HEAD_STYLES,
  LIVE_STYLES,
  DOOR_STYLES,
  DUTY_STYLES,
  PLACE_STYLES,
  CAUSES_STYLES,
  HISTORY_STYLES,
  CHART_STYLES,
  PAPER_STYLES,
  PLAN_STYLES,
  CELL_STYLES,
  PRINT_STYLES,
].join('\n');
