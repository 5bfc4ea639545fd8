import { createCanvas } from '@napi-rs/canvas';
import { type EChartsOption, init, setPlatformAPI } from 'echarts';
import { CHART_FONT } from './chart-font.ts';

/** A drawn chart, as wide as the text of a page. */
export interface Chart {
  readonly png: Uint8Array;
  readonly widthMm: number;
  /** The chart in words, for whoever cannot see it. */
  readonly alt: string;
}

/** Logical pixels across the width of the text of a page: one is a quarter of a millimetre. */
export const CHART_WIDTH = 620;
const WIDTH_MM = 155;
const PIXEL_RATIO = 2;

/**
 * Draws without animation, clock or randomness: the same option gives the same bytes. `prepareCharts` goes before it.
 */
export function renderChart(option: EChartsOption, heightPx: number, alt: string): Chart {
  // Where there is no document, text is measured on a canvas of ours.
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) });
  const canvas = createCanvas(CHART_WIDTH * PIXEL_RATIO, heightPx * PIXEL_RATIO);
  const chart = init(canvas, null, {
    renderer: 'canvas',
    width: CHART_WIDTH,
    height: heightPx,
    devicePixelRatio: PIXEL_RATIO,
  });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      textStyle: { fontFamily: CHART_FONT, fontSize: FONT_SIZE, color: INK },
      ...option,
    });
    return { png: canvas.toBuffer('image/png'), widthMm: WIDTH_MM, alt };
  } finally {
    chart.dispose();
  }
}

/** 11 pt on paper. */
export const FONT_SIZE = 15;
/** All charts are told apart by lightness alone, so that a copy in black and white says the same. */
export const INK = '#000000';
export const LINE_GREY = '#8c8c8c';
export const GRID_GREY = '#d9d9d9';
export const FILL_DARK = '#1f4e79';
