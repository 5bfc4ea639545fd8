/** `05/BC-SKHCN`: numbers below 10 take a zero, no spaces; dots for what is not known yet. */
export function renderDocumentNumber(number: number | undefined, symbol: string | undefined): string {
  return `${number === undefined ? '……' : String(number).padStart(2, '0')}/${symbol ?? '……'}`;
}
