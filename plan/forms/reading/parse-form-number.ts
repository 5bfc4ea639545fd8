/** A number as digits before and after the decimal sign; `unclear` where it may be read in two ways. */
export type ParsedNumber = { readonly whole: string; readonly fraction: string } | 'unclear' | undefined;

/**
 * Reads what people here write: `1.234,5`, `1.234`, `1 234`, `1234,5`, also `1,234.5` and `1,5 tỷ đồng`. A point before three
 * digits separates thousands, as is the rule here; a comma before three digits (`1,234`) may be either.
 */
export function parseFormNumber(text: string): ParsedNumber {
  const [, digits = '', scale = ''] = WITH_UNIT.exec(text) ?? [];
  const parsed = parseDigits(digits.replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, ''));
  if (parsed === undefined || parsed === 'unclear') return parsed;
  return scaled(parsed, SCALES[scale.toLowerCase()] ?? 0);
}

const WITH_UNIT = /^([\d., ]*\d)\s*(nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:đồng|đ|vnđ|vnd)?$/i;
const SCALES: Readonly<Record<string, number>> = { nghìn: 3, ngàn: 3, triệu: 6, tỷ: 9, tỉ: 9 };

function parseDigits(text: string): ParsedNumber {
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return split(text.replaceAll('.', ''), ',');
  if (/^\d{1,3},\d{3}$/.test(text)) return 'unclear';
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return split(text.replaceAll(',', ''), '.');
  if (/^\d+(,\d+)?$/.test(text)) return split(text, ',');
  if (/^\d+\.\d+$/.test(text)) return split(text, '.');
  return undefined;
}

function split(text: string, sign: string): ParsedNumber {
  const [whole = '', fraction = ''] = text.split(sign);
  return tidy(whole, fraction);
}

const tidy = (whole: string, fraction: string) => ({
  whole: whole.replace(/^0+(?=\d)/, ''),
  fraction: fraction.replace(/0+$/, ''),
});

function scaled({ whole, fraction }: { readonly whole: string; readonly fraction: string }, places: number) {
  const padded = fraction.padEnd(places, '0');
  return tidy(`${whole}${padded.slice(0, places)}`, padded.slice(places));
}
