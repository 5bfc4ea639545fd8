import type { TimelineStep } from '../../../../ledger/record/outbox/occasion.ts';
import { COLOURS } from './marks.ts';
import { type Pen, sketch, type TextStyle, widthOf, write } from './sketch.ts';

const WIDTH = 540;
const HEIGHT = 210;
const PLOT = { left: 52, right: WIDTH - 14, top: 78, bottom: HEIGHT - 30 } as const;
/** Steps beyond that are closer than a pixel. */
const MOST_STEPS = 200;

export interface TimelineWords {
  readonly title: string;
  readonly step: (kind: TimelineStep['kind']) => string;
  readonly clock: (atMs: number) => string;
  readonly count: (value: number) => string;
}

/** Lost cameras as a line of steps, with what happened written above it. */
export function drawTimeline(given: readonly TimelineStep[], words: TimelineWords): Uint8Array {
  const steps = thinned(given);
  const fromMs = steps[0]?.atMs ?? 0;
  const spanMs = Math.max((steps.at(-1)?.atMs ?? 0) - fromMs, 1);
  const most = steps.reduce((top, { cameras }) => Math.max(top, cameras), 1);
  const x = (atMs: number) => PLOT.left + ((atMs - fromMs) / spanMs) * (PLOT.right - PLOT.left);
  const y = (cameras: number) => PLOT.bottom - (cameras / most) * (PLOT.bottom - PLOT.top);
  return sketch(WIDTH, HEIGHT, (pen) => {
    write(pen, words.title, 8, 14, WIDTH - 16, { size: 14, weight: 600 });
    drawAxes(pen, words.count(most));
    drawSteps(pen, steps, x, y);
    drawEvents(pen, steps, x, y, words);
  });
}

/** The first, the last, and of those between as many as can be seen. */
function thinned(steps: readonly TimelineStep[]): readonly TimelineStep[] {
  const inOrder = steps.toSorted((a, b) => a.atMs - b.atMs);
  if (inOrder.length <= MOST_STEPS) return inOrder;
  const every = Math.ceil(inOrder.length / MOST_STEPS);
  return inOrder.filter((_step, index) => index % every === 0 || index === inOrder.length - 1);
}

function drawAxes(pen: Pen, most: string): void {
  const style: TextStyle = { size: 14, colour: '#555', align: 'right' };
  write(pen, most, PLOT.left - 8, PLOT.top, PLOT.left - 10, style);
  write(pen, '0', PLOT.left - 8, PLOT.bottom, PLOT.left - 10, style);
  pen.strokeStyle = '#999';
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(PLOT.left, PLOT.bottom);
  pen.lineTo(PLOT.right, PLOT.bottom);
  pen.stroke();
}

type Scale = (value: number) => number;

function drawSteps(pen: Pen, steps: readonly TimelineStep[], x: Scale, y: Scale): void {
  const { line, fill } = COLOURS.lost;
  pen.beginPath();
  pen.moveTo(PLOT.left, PLOT.bottom);
  let before = PLOT.bottom;
  for (const { atMs, cameras } of steps) {
    pen.lineTo(x(atMs), before);
    before = y(cameras);
    pen.lineTo(x(atMs), before);
  }
  pen.lineTo(PLOT.right, before);
  pen.strokeStyle = line;
  pen.lineWidth = 2;
  pen.stroke();
  pen.lineTo(PLOT.right, PLOT.bottom);
  pen.closePath();
  pen.fillStyle = fill;
  pen.globalCompositeOperation = 'multiply';
  pen.fill();
  pen.globalCompositeOperation = 'source-over';
}

const LABEL: TextStyle = { size: 14 };
const CLOCK: TextStyle = { size: 14, colour: '#555' };
const LEVELS = [38, 57] as const;

/** The last is written first, then from the first on where there is room: in one of two lines, else a point alone. */
function drawEvents(
  pen: Pen,
  steps: readonly TimelineStep[],
  x: Scale,
  y: Scale,
  { step, clock }: TimelineWords,
): void {
  const taken: { readonly level: number; readonly from: number; readonly to: number }[] = [];
  const clocks: { readonly from: number; readonly to: number }[] = [];
  const last = steps.at(-1);
  const inTurn = last ? [last, ...steps.slice(0, -1)] : [];
  for (const { kind, atMs, cameras } of inTurn) {
    const at = x(atMs);
    drawPoint(pen, at, y(cameras));
    const label = span(at, widthOf(pen, step(kind), LABEL));
    const level = LEVELS.find((one) =>
      taken.every((other) => other.level !== one || label.to + 8 < other.from || other.to + 8 < label.from),
    );
    if (level === undefined) continue;
    taken.push({ level, ...label });
    write(pen, step(kind), label.from, level, WIDTH, LABEL);
    drawStem(pen, at, level + 9, topAt(steps, atMs, y) - 4);
    const time = span(at, widthOf(pen, clock(atMs), CLOCK));
    if (clocks.some((other) => time.to + 6 > other.from && other.to + 6 > time.from)) continue;
    clocks.push(time);
    write(pen, clock(atMs), time.from, PLOT.bottom + 15, WIDTH, CLOCK);
  }
}

/** Of the line, which rises or falls there. */
function topAt(steps: readonly TimelineStep[], atMs: number, y: Scale): number {
  const index = steps.findIndex((step) => step.atMs === atMs);
  const [before, after] = [steps[index - 1], steps.findLast((step) => step.atMs === atMs)];
  return y(Math.max(before?.cameras ?? 0, steps[index]?.cameras ?? 0, after?.cameras ?? 0));
}

/** Around a point, moved inward where it would leave the picture. */
function span(at: number, width: number): { readonly from: number; readonly to: number } {
  const from = Math.min(Math.max(at - width / 2, 8), WIDTH - 8 - width);
  return { from, to: from + width };
}

function drawPoint(pen: Pen, x: number, y: number): void {
  pen.beginPath();
  pen.arc(x, y, 3.5, 0, 2 * Math.PI);
  pen.fillStyle = COLOURS.lost.line;
  pen.fill();
}

function drawStem(pen: Pen, x: number, from: number, to: number): void {
  if (to <= from) return;
  pen.beginPath();
  pen.moveTo(x, from);
  pen.lineTo(x, to);
  pen.strokeStyle = '#bbb';
  pen.lineWidth = 1;
  pen.stroke();
}
