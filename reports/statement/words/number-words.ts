import { inLanguage } from '../../../core/language/in-language.ts';

/** A whole number that is not negative as it is read aloud: `hai triệu bảy trăm bốn mươi mốt nghìn tám trăm lẻ sáu`. */
export const numberWords = inLanguage<(value: bigint) => string>({
  en: (value) => (value === 0n ? 'zero' : readThousands(value, ENGLISH)),
  vi: (value) => (value === 0n ? 'không' : readThousands(value, VIETNAMESE)),
});

interface Reading {
  /** Of thousands, millions and so on; what is above the last is read as a number of those. */
  readonly scales: readonly string[];
  /** @param isFirst Nothing is read before it. */
  readonly belowThousand: (value: number, isFirst: boolean) => string;
}

function readThousands(value: bigint, reading: Reading): string {
  const { scales, belowThousand } = reading;
  const top = 1_000n ** BigInt(scales.length);
  const parts: string[] = [];
  if (value >= top) parts.push(`${readThousands(value / top, reading)} ${scales.at(-1)}`);
  for (const [index, scale] of ['', ...scales.slice(0, -1)].entries().toArray().reverse()) {
    const group = Number((value / 1_000n ** BigInt(index)) % 1_000n);
    if (group > 0) parts.push(`${belowThousand(group, parts.length === 0)} ${scale}`.trim());
  }
  return parts.join(' ');
}

const DIGITS_VI = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

const VIETNAMESE: Reading = {
  scales: ['nghìn', 'triệu', 'tỷ'],
  belowThousand: (value, isFirst) => {
    const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
    const hasHundreds = hundreds > 0 || !isFirst;
    return [
      ...(hasHundreds ? [DIGITS_VI[hundreds], 'trăm'] : []),
      ...(tens === 0 && ones > 0 && hasHundreds ? ['lẻ'] : []),
      ...(tens === 1 ? ['mười'] : tens > 1 ? [DIGITS_VI[tens], 'mươi'] : []),
      ...(ones > 0 ? [onesVi(ones, tens)] : []),
    ].join(' ');
  },
};

/** `mốt`, `tư` and `lăm` after tens. */
function onesVi(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 4 && tens > 1) return 'tư';
  if (ones === 5 && tens > 0) return 'lăm';
  return DIGITS_VI[ones] ?? '';
}

const BELOW_TWENTY_EN = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS_EN = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const ENGLISH: Reading = {
  scales: ['thousand', 'million', 'billion'],
  belowThousand: (value) => {
    const [hundreds, rest] = [Math.floor(value / 100), value % 100];
    const [tens, ones] = [Math.floor(rest / 10), rest % 10];
    const below =
      rest < 20
        ? BELOW_TWENTY_EN[rest]
        : [TENS_EN[tens], ...(ones > 0 ? [BELOW_TWENTY_EN[ones]] : [])].join('-');
    return [
      ...(hundreds > 0 ? [BELOW_TWENTY_EN[hundreds], 'hundred'] : []),
      ...(rest > 0 ? [below] : []),
    ].join(' ');
  },
};
