/**
 * Colours of states: each is read on a dark panel (4.5:1), told apart with red-green blindness by lightness, and never without
 * a word or a number beside it. Everything that is not a state is drawn in {@link SERIES_COLOURS}.
 */
export const STATE_COLOURS = {
  up: '#5CD6B0',
  degraded: '#F2A900',
  down: '#FF5252',
  unknown: '#84848C',
} as const;

/** Blue, sky, purple and sand (after Okabe and Ito): none of them reads as a state. */
export const SERIES_COLOURS = ['#56B4E9', '#CC79A7', '#0072B2', '#D8C98F', '#9A7FD1'] as const;

/** What is only counted. */
export const PLAIN_COLOUR = 'text';
