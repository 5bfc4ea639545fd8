/** `1 device`, `1,204 devices`: of one written the English way, and of everything else. */
export const plural = (count: string, one: string, many: string): string =>
  `${count} ${count === '1' ? one : many}`;
