/** Gives each name a small number, for a column; the first is no name. */
export interface Names {
  readonly all: readonly (string | undefined)[];
  readonly indexOf: (name: string | undefined) => number;
}

export function createNames(): Names {
  const all: (string | undefined)[] = [undefined];
  const indexes = new Map<string | undefined, number>([[undefined, 0]]);
  return {
    all,
    indexOf: (name) => {
      const known = indexes.get(name) ?? all.push(name) - 1;
      indexes.set(name, known);
      return known;
    },
  };
}
