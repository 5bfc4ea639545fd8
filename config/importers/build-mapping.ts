import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { DateOrder } from '../../core/time/parse-time.ts';
import { ImportError, type ImportProblem } from './import-error.ts';
import type { ColumnMapping, ImportKind, Mapping, MappingFile } from './mapping.ts';
import { parsePairs } from './parse-pairs.ts';

/** What the command line says about a mapping; it goes before the mapping file. */
export interface MappingWords {
  readonly kind?: ImportKind | undefined;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly dates?: DateOrder | undefined;
  readonly areaList?: string | undefined;
  /** `id=Mã,name=Tên camera` */
  readonly map: readonly string[];
  /** `kind=camera` */
  readonly set: readonly string[];
  /** `kind:Đầu ghi=nvr` */
  readonly translate: readonly string[];
  /** `id,site` */
  readonly slug: readonly string[];
}

/** Puts the words of the command line and a mapping file together. */
export function buildMapping(file: string, words: MappingWords, kept: MappingFile | undefined): Mapping {
  const problems: ImportProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ place: '', path, message });
  const columns = new Map<string, ColumnMapping>(
    Object.entries(kept?.columns ?? {}).map(([name, column]) => [name, omitUndefined(column)]),
  );

  for (const [name, from] of pairsOf('--map', words.map)) {
    const { translate } = columns.get(name) ?? {};
    columns.set(name, { from, ...(translate && { translate }) });
  }
  for (const [name, value] of pairsOf('--set', words.set)) columns.set(name, { value });
  for (const [target, to] of pairsOf('--translate', words.translate)) {
    const [, name = '', foreign = ''] = /^([^:]+):(.+)$/.exec(target) ?? [];
    const column = columns.get(name);
    if (column) columns.set(name, { ...column, translate: { ...column.translate, [foreign]: to } });
    else
      refuse(
        '--translate',
        `expected COLUMN:FOREIGN=OURS for a column of --map, got ${JSON.stringify(target)}`,
      );
  }
  for (const name of words.slug.flatMap((list) => list.split(',')).map((each) => each.trim())) {
    const column = columns.get(name);
    if (column) columns.set(name, { ...column, as: 'slug' });
    else refuse('--slug', `expected a column of --map, got ${JSON.stringify(name)}`);
  }
  const kind = words.kind ?? kept?.kind;
  if (kind === undefined) refuse('--kind', 'expected one of sites, devices, links, got nothing');
  if (problems.length > 0 || kind === undefined) throw new ImportError(file, problems);
  return omitUndefined({
    kind,
    columns: Object.fromEntries(columns),
    sheet: words.sheet ?? kept?.sheet,
    headerRow: words.headerRow ?? kept?.headerRow ?? 1,
    dates: words.dates ?? kept?.dates,
    areaList: words.areaList ?? kept?.areaList,
  });

  function pairsOf(option: string, texts: readonly string[]): readonly (readonly [string, string])[] {
    return texts.flatMap((text) => {
      const pairs = parsePairs(text);
      if (!pairs)
        refuse(option, `expected name=value, several separated by commas, got ${JSON.stringify(text)}`);
      return pairs ?? [];
    });
  }
}
