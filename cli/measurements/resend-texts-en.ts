/** What `camwatch measurements resend` prints. */
export const resendTextsEn = {
  nothing: 'nothing is set aside',
  found: (points: number) => `set aside: ${points} points`,
  resent: ({
    points,
    written,
    expired,
    refused,
  }: Readonly<Record<'points' | 'written' | 'expired' | 'refused', number>>) =>
    `set aside: ${points} points; written now: ${written}; too old for InfluxDB: ${expired}; refused again: ${refused}`,
  reason: (points: number, reason: string, first: string) => `  ${points}: ${reason}\n    first: ${first}`,
};

export type ResendTexts = typeof resendTextsEn;
