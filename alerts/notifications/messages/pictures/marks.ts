import type { Pen } from './sketch.ts';

/** How something fares, told by colour, by shape and by a word beside it. */
export type Fare = 'lost' | 'degraded' | 'well' | 'unknown';

export const COLOURS: Readonly<Record<Fare, { readonly line: string; readonly fill: string }>> = {
  lost: { line: '#b22', fill: '#fee' },
  degraded: { line: '#960', fill: '#ffd' },
  well: { line: '#272', fill: '#efe' },
  unknown: { line: '#777', fill: '#eee' },
};

const SIZE = 9;

/** A crossed square, a triangle, a ticked disc, an open ring, around a point. */
export function drawMark(pen: Pen, fare: Fare, x: number, y: number): void {
  const { line } = COLOURS[fare];
  pen.fillStyle = line;
  pen.strokeStyle = line;
  pen.lineWidth = 2;
  pen.setLineDash([]);
  pen.beginPath();
  switch (fare) {
    case 'lost':
      pen.fillRect(x - SIZE, y - SIZE, 2 * SIZE, 2 * SIZE);
      strokes(pen, [
        [x - 4, y - 4, x + 4, y + 4],
        [x + 4, y - 4, x - 4, y + 4],
      ]);
      return;
    case 'degraded':
      pen.moveTo(x, y - SIZE);
      pen.lineTo(x + SIZE, y + SIZE - 1);
      pen.lineTo(x - SIZE, y + SIZE - 1);
      pen.closePath();
      pen.fill();
      strokes(pen, [
        [x, y - 3, x, y + 2],
        [x, y + 4.5, x, y + 6],
      ]);
      return;
    case 'well':
      pen.arc(x, y, SIZE, 0, 2 * Math.PI);
      pen.fill();
      strokes(pen, [
        [x - 4, y, x - 1, y + 3.5],
        [x - 1, y + 3.5, x + 4.5, y - 3.5],
      ]);
      return;
    case 'unknown':
      pen.arc(x, y, SIZE - 2, 0, 2 * Math.PI);
      pen.stroke();
      return;
  }
}

type Stroke = readonly [fromX: number, fromY: number, toX: number, toY: number];

function strokes(pen: Pen, lines: readonly Stroke[]): void {
  pen.strokeStyle = '#fff';
  pen.lineCap = 'round';
  for (const [fromX, fromY, toX, toY] of lines) {
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
  }
  pen.lineCap = 'butt';
}
