/** `2025-09-03` as people here write it: `03/09/2025`. */
export function renderDay(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year}`;
}
