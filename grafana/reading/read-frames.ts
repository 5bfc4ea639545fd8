/** A series as InfluxDB answers it (`/query?epoch=ms`): times in epoch ms first. */
export interface InfluxSeries {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly Cell[])[];
}

export type Cell = number | string | boolean | null;

export interface Field {
  readonly name: string;
  readonly type: 'time' | 'number' | 'string' | 'boolean';
  readonly values: readonly Cell[];
  readonly labels?: Readonly<Record<string, string>>;
  /** What Grafana shows for it: its alias, else its tags. */
  readonly displayName?: string;
}

/** What a panel or a rule gets. */
export interface Frame {
  readonly refId: string;
  readonly fields: readonly Field[];
}

export interface FrameQuery {
  readonly refId: string;
  readonly resultFormat: 'time_series' | 'table';
  readonly alias?: string;
}

/** Turns an answer into frames as Grafana's InfluxDB back end does: one a series and column, or one table of all. */
export function readFrames(series: readonly InfluxSeries[], query: FrameQuery): readonly Frame[] {
  if (series.length === 0) return [];
  return query.resultFormat === 'table' ? [readTable(series, query)] : readTimeSeries(series, query);
}

function readTimeSeries(series: readonly InfluxSeries[], { refId, alias }: FrameQuery): readonly Frame[] {
  return series.flatMap(({ name, tags = {}, columns, values }) => {
    const times = values.map(([time]) => time ?? null);
    return columns.slice(1).map((column, place): Frame => {
      const cells = values.map((row) => row[place + 1] ?? null);
      return {
        refId,
        fields: [
          { name: 'Time', type: 'time', values: times },
          {
            name: 'Value',
            type: typeOf(cells),
            values: cells,
            labels: tags,
            displayName: alias ? expandAlias(alias, { name, tags, column }) : usualName(name, tags, column),
          },
        ],
      };
    });
  });
}

function readTable(series: readonly InfluxSeries[], { refId }: FrameQuery): Frame {
  const tagNames = [...new Set(series.flatMap(({ tags = {} }) => Object.keys(tags)))];
  const columns = series[0]?.columns.slice(1) ?? [];
  const rows = series.flatMap(({ tags = {}, values }) =>
    values.map(([time = null, ...cells]) => [time, ...tagNames.map((tag) => tags[tag] ?? null), ...cells]),
  );
  const fields = ['Time', ...tagNames, ...columns].map((name, place): Field => {
    const cells = rows.map((row) => row[place] ?? null);
    return { name, type: place === 0 ? 'time' : typeOf(cells), values: cells };
  });
  return { refId, fields };
}

function typeOf(cells: readonly Cell[]): Field['type'] {
  const known = cells.find((cell) => cell !== null);
  if (typeof known === 'string') return 'string';
  return typeof known === 'boolean' ? 'boolean' : 'number';
}

const usualName = (name: string, tags: Readonly<Record<string, string>>, column: string): string => {
  const shown = Object.entries(tags).map(([tag, value]) => `${tag}: ${value}`);
  return `${name}.${column}${shown.length > 0 ? ` { ${shown.join(', ')} }` : ''}`;
};

function expandAlias(
  alias: string,
  { name, tags, column }: { name: string; tags: Readonly<Record<string, string>>; column: string },
): string {
  return alias.replace(/\$(\w+)|\[\[(\w+)\]\]/g, (reference, plain, bracketed) => {
    const word: string = plain ?? bracketed;
    if (word === 'm' || word === 'measurement') return name;
    if (word === 'col') return column;
    return word.startsWith('tag_') ? (tags[word.slice('tag_'.length)] ?? reference) : reference;
  });
}
