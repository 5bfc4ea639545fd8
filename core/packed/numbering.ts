/** Numbers for names, in the order in which they first came and for as long as the process runs: what columns keep in place of names. */
export interface Numbering {
  readonly numberOf: (name: string) => number;
  /** `undefined` for a name that has no number yet. */
  readonly find: (name: string) => number | undefined;
  readonly nameOf: (number: number) => string;
  readonly size: () => number;
}

export function createNumbering(): Numbering {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    numberOf: (name) => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    find: (name) => numbers.get(name),
    nameOf: (number) => names[number] ?? '',
    size: () => names.length,
  };
}
