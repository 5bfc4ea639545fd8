/** A number with the labels that tell it from others; `null` where nothing was measured. */
export interface LabelledNumber {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number | null;
}

export type NumbersByName = Readonly<Record<string, readonly LabelledNumber[]>>;

type Operator = (a: number, b: number) => number;

const truth = (isTrue: boolean): number => (isTrue ? 1 : 0);

/** Weakest first, as in Grafana's own grammar (`pkg/expr/mathexp/parse`). */
const LEVELS: readonly Readonly<Record<string, Operator>>[] = [
  { '||': (a, b) => truth(a !== 0 || b !== 0) },
  { '&&': (a, b) => truth(a !== 0 && b !== 0) },
  {
    '==': (a, b) => truth(a === b),
    '!=': (a, b) => truth(a !== b),
    '>=': (a, b) => truth(a >= b),
    '<=': (a, b) => truth(a <= b),
    '>': (a, b) => truth(a > b),
    '<': (a, b) => truth(a < b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b },
  { '**': (a, b) => a ** b },
];

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\$\{(\w+)\}|\$(\w+)|(\*\*|\|\||&&|[=!<>]=|[-+*/%()<>!]))/y;

/**
 * Computes a math expression of Grafana over numbers: operators, parentheses and `$NAME`; no functions.
 * @throws SyntaxError for what it does not know: nothing is computed by half.
 */
export function evaluateMath(expression: string, numbers: NumbersByName): readonly LabelledNumber[] {
  const tokens = tokenize(expression);
  let place = 0;
  const parseLevel = (level: number): readonly LabelledNumber[] => {
    const operators = LEVELS[level];
    if (operators === undefined) return parseUnary();
    let left = parseLevel(level + 1);
    for (;;) {
      const operator = operators[tokens[place] ?? ''];
      if (operator === undefined) return left;
      place++;
      left = join(left, parseLevel(level + 1), operator);
    }
  };
  const parseUnary = (): readonly LabelledNumber[] => {
    const token = tokens[place++];
    if (token === '-') return parseUnary().map((number) => mapValue(number, (value) => -value));
    if (token === '!') return parseUnary().map((number) => mapValue(number, (value) => truth(value === 0)));
    if (token === '(') {
      const inner = parseLevel(0);
      if (tokens[place++] !== ')') throw new SyntaxError(`${expression}: expected )`);
      return inner;
    }
    if (token?.startsWith('$')) {
      const named = numbers[token.slice(1)];
      if (named === undefined) throw new SyntaxError(`${expression}: nothing is named ${token}`);
      return named;
    }
    if (token !== undefined && /^\d/.test(token)) return [{ labels: {}, value: Number(token) }];
    throw new SyntaxError(`${expression}: expected a value, got ${token ?? 'its end'}`);
  };
  const result = parseLevel(0);
  if (place < tokens.length) throw new SyntaxError(`${expression}: expected its end, got ${tokens[place]}`);
  return result;
}

function tokenize(expression: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const text = expression.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const [, number, braced, plain, sign] = TOKEN.exec(text) ?? [];
    const name = braced ?? plain;
    const token = number ?? (name === undefined ? sign : `$${name}`);
    if (token === undefined)
      throw new SyntaxError(`${expression}: cannot be read from "${text.slice(from)}" on`);
    tokens.push(token);
  }
  return tokens;
}

const mapValue = ({ labels, value }: LabelledNumber, change: (value: number) => number): LabelledNumber => ({
  labels,
  value: value === null ? null : change(value),
});

/** Numbers belong together whose labels are the same, or those of one among those of the other. */
function join(
  left: readonly LabelledNumber[],
  right: readonly LabelledNumber[],
  operator: Operator,
): readonly LabelledNumber[] {
  const pairs = left.flatMap((a) =>
    right
      .filter((b) => holds(a.labels, b.labels) || holds(b.labels, a.labels))
      .map((b): readonly [LabelledNumber, LabelledNumber] => [a, b]),
  );
  const [a, b] = [left[0], right[0]];
  // Of one thing on each side Grafana takes both, and leaves out what tells them apart.
  if (pairs.length === 0 && left.length === 1 && right.length === 1 && a && b)
    return [{ labels: {}, value: apply(operator, a, b) }];
  return pairs.map(([a, b]) => ({
    labels: holds(a.labels, b.labels) ? a.labels : b.labels,
    value: apply(operator, a, b),
  }));
}

const apply = (operator: Operator, { value: a }: LabelledNumber, { value: b }: LabelledNumber) =>
  a === null || b === null ? null : operator(a, b);

const holds = (all: LabelledNumber['labels'], some: LabelledNumber['labels']): boolean =>
  Object.entries(some).every(([name, value]) => all[name] === value);
