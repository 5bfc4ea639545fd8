/** `40.210`: thousands are set apart by points. */
export function countText(value: number | bigint): string {
  return `${value}`.replace(/\B(?=(?:\d{3})+$)/g, '.');
}
