/** Up to fifteen digits a spreadsheet is exact; more stay text, which no sum takes for a number by accident. */
export const vndCell = (vnd: string): number | string => (/^-?\d{1,15}$/.test(vnd) ? Number(vnd) : vnd);
