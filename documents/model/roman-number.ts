/** 4 → `IV`. For 1 to 3999. */
export function romanNumber(value: number): string {
  let rest = value;
  let text = '';
  for (const [weight, letters] of WEIGHTS) {
    while (rest >= weight) {
      text += letters;
      rest -= weight;
    }
  }
  return text;
}

const WEIGHTS = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;
