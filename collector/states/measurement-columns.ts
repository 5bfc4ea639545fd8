import type { Measurements } from '../../core/domain/probing.ts';

/** The last measurements of each row, and when they were taken. */
export interface MeasurementColumns {
  readonly set: (row: number, measurements: Measurements, atMs: number) => void;
  readonly of: (
    row: number,
  ) => { readonly measurements: Measurements; readonly measuredMs: number } | undefined;
}

/** Which names were measured together: as good as always those of one prober. */
type Shape = readonly string[];

export function createMeasurementColumns(size: number): MeasurementColumns {
  const shapes: Shape[] = [[]];
  const shapeByKey = new Map<string, number>();
  const [shape, measuredMs] = [new Uint16Array(size), new Float64Array(size)];
  /** The first of every shape, the second, and so on: as many as the longest needs. */
  const values: Float64Array[] = [];

  const shapeOf = (names: Shape) => {
    const key = names.join(' ');
    const known = shapeByKey.get(key) ?? shapes.push(names) - 1;
    shapeByKey.set(key, known);
    return known;
  };

  return {
    set: (row, measurements, atMs) => {
      const names = Object.keys(measurements);
      shape[row] = shapeOf(names);
      measuredMs[row] = atMs;
      for (const [place, name] of names.entries()) {
        values[place] ??= new Float64Array(size);
        values[place][row] = measurements[name] ?? Number.NaN;
      }
    },
    of: (row) => {
      const names = shapes[shape[row] ?? 0] ?? [];
      if (!shape[row]) return undefined;
      const measurements: Record<string, number> = {};
      for (const [place, name] of names.entries()) measurements[name] = values[place]?.[row] ?? Number.NaN;
      return { measurements, measuredMs: measuredMs[row] ?? 0 };
    },
  };
}
