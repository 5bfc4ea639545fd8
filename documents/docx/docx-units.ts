/** Twentieths of a point, the unit of lengths in WordprocessingML. */
export function twipsOfMm(mm: number): number {
  return Math.round((mm / 25.4) * 1440);
}

export function twipsOfPoints(points: number): number {
  return Math.round(points * 20);
}

/** The unit of font sizes. */
export function halfPoints(points: number): number {
  return Math.round(points * 2);
}

export function pointsOfMm(mm: number): number {
  return (mm / 25.4) * 72;
}
