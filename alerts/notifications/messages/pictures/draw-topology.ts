import { COLOURS, drawMark } from './marks.ts';
import type { Box, TopologyPlan } from './plan-topology.ts';
import { type Pen, sketch, write, writeLines } from './sketch.ts';

const WIDTH = 540;
const MARGIN = 8;
const BOX_HEIGHT = 44;
const ROW = BOX_HEIGHT + 6;
const LEFT = { x: MARGIN, width: 112, height: 46 } as const;
const ROOT = { x: 140, width: 166, height: 66 } as const;
const BEHIND = { x: 330, width: WIDTH - 330 - MARGIN } as const;
/** Between the collector and what the root hangs on. */
const GAP = 16;
const WIRE = '#777';

/** The collector at the far left, what the root hangs on below it, the root, and what is behind it to the right. */
export function drawTopology(plan: TopologyPlan, moreWords: (count: number) => string): Uint8Array {
  const { boxes, more } = plan;
  const rows = boxes.length + (more > 0 ? 0.6 : 0);
  const least = plan.parent === undefined ? ROOT.height : 3 * LEFT.height + 2 * GAP;
  const height = Math.max(rows * ROW, least) + 2 * MARGIN;
  const middle = height / 2;
  return sketch(WIDTH, height, (pen) => {
    const top = middle - (rows * ROW) / 2 + BOX_HEIGHT / 2;
    drawWires(pen, plan, { middle, top });
    drawCollector(pen, plan, middle);
    drawRoot(pen, plan.root, middle, plan.isProbable);
    for (const [index, box] of boxes.entries()) {
      drawBox(pen, box, top + index * ROW);
    }
    if (more > 0) {
      const y = top + boxes.length * ROW - 10;
      write(pen, moreWords(more), BEHIND.x + 12, y, BEHIND.width, { size: 14, weight: 600, colour: '#555' });
    }
  });
}

function drawWires(
  pen: Pen,
  plan: TopologyPlan,
  { middle, top }: { readonly middle: number; readonly top: number },
): void {
  pen.strokeStyle = WIRE;
  pen.lineWidth = 1.5;
  const joint = (ROOT.x + ROOT.width + BEHIND.x) / 2;
  pen.beginPath();
  pen.moveTo(LEFT.x + LEFT.width, middle);
  pen.lineTo(ROOT.x, middle);
  pen.moveTo(ROOT.x + ROOT.width, middle);
  pen.lineTo(joint, middle);
  const lasts = plan.boxes.map((_box, index) => top + index * ROW);
  pen.moveTo(joint, Math.min(middle, ...lasts));
  pen.lineTo(joint, Math.max(middle, ...lasts));
  for (const y of lasts) {
    pen.moveTo(joint, y);
    pen.lineTo(BEHIND.x, y);
  }
  pen.stroke();
}

function drawCollector(pen: Pen, { collector, parent }: TopologyPlan, middle: number): void {
  const label = (text: string, y: number, weight: 400 | 600) => {
    frame(pen, { ...LEFT, y, line: WIRE, fill: '#fff' });
    const center = LEFT.x + LEFT.width / 2;
    writeLines(pen, text, center, y, LEFT.width - 12, { size: 13, weight, align: 'center' });
  };
  if (parent === undefined) {
    label(collector, middle, 600);
    return;
  }
  const above = middle - LEFT.height - GAP;
  pen.strokeStyle = WIRE;
  pen.beginPath();
  pen.moveTo(LEFT.x + LEFT.width / 2, above);
  pen.lineTo(LEFT.x + LEFT.width / 2, middle);
  pen.stroke();
  label(collector, above, 600);
  label(parent, middle, 400);
}

const MARK_ROOM = 34;

function drawRoot(pen: Pen, { title, detail, fare }: Box, y: number, isDashed: boolean): void {
  const { line, fill } = COLOURS[fare];
  frame(pen, { ...ROOT, y, line, fill, isDashed });
  drawMark(pen, fare, ROOT.x + 18, y);
  const room = ROOT.width - MARK_ROOM - 6;
  writeLines(pen, title, ROOT.x + MARK_ROOM, y - 10, room, { size: 13, weight: 600 });
  write(pen, detail, ROOT.x + MARK_ROOM, y + 21, room, { size: 13, colour: line });
}

function drawBox(pen: Pen, { title, detail, fare }: Box, y: number): void {
  const { line, fill } = COLOURS[fare];
  frame(pen, { ...BEHIND, y, height: BOX_HEIGHT, line, fill });
  drawMark(pen, fare, BEHIND.x + 18, y);
  const room = BEHIND.width - MARK_ROOM - 6;
  write(pen, title, BEHIND.x + MARK_ROOM, y - 9, room, { size: 13, weight: 600 });
  write(pen, detail, BEHIND.x + MARK_ROOM, y + 10, room, { size: 13, colour: line });
}

interface Frame {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly line: string;
  readonly fill: string;
  readonly isDashed?: boolean;
}

function frame(pen: Pen, { x, y, width, height, line, fill, isDashed = false }: Frame): void {
  pen.beginPath();
  pen.roundRect(x, y - height / 2, width, height, 5);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = line;
  pen.lineWidth = 1.5;
  pen.setLineDash(isDashed ? [5, 3] : []);
  pen.stroke();
  pen.setLineDash([]);
}
