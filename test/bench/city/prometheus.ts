/** One line of Prometheus' text. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^(\w+)(?:\{([^}]*)\})? (\S+)$/;

export function parsePrometheus(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? [];
    if (name === undefined) return [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text]);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

export const sumOf = (samples: readonly Sample[], name: string, wanted: Sample['labels'] = {}): number =>
  samples
    .filter((sample) => sample.name === name && isLike(sample, wanted))
    .reduce((sum, { value }) => sum + value, 0);

const isLike = ({ labels }: Sample, wanted: Sample['labels']) =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);
