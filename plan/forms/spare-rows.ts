/** The name of an empty row, which is what the entry that is written there is known by. */
export const spareKey = (number: number): string => `mới ${number}`;

export function spareNumber(key: string): number | undefined {
  const [, digits] = /^mới (\d{1,6})$/.exec(key) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** What an entry is called that came in with a form. */
export const entryId = (unit: string, year: number, number: number): string => `${unit}-${year}-${number}`;

/** The number of such an entry in its id; 0 where it has another id. */
export const numberOfEntry = (id: string): number => Number(/-\d{4}-(\d{1,6})$/.exec(id)?.[1] ?? 0);
