import type { personOf } from './person-of.ts';

type Person = Awaited<ReturnType<ReturnType<typeof personOf>>>;

const plainOf = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What the cells of a page say, by row and column, and what its form carries. */
export function cellsOf(page: string) {
  const rows = [...page.matchAll(/name="row" value="([^"]*)"/g)].map(([, key = '']) => plainOf(key));
  const was = [...page.matchAll(/name="was" value="([^"]*)"/g)].map(([, json = '']) => plainOf(json));
  const cells = new Map<string, string>();
  const fields =
    /<(?:input|textarea|select) name="c\.(\d+)\.([a-z_]+)"(?:[^>]* value="([^"]*)")?[^>]*>(?:([^<]*)<\/textarea>|((?:<option.*?<\/option>)+))?/g;
  for (const [, place = '', column = '', value, text, options] of page.matchAll(fields)) {
    const chosen = options && /value="([^"]*)" selected/.exec(options)?.[1];
    cells.set(`${rows[Number(place)]} ${column}`, plainOf(chosen ?? text ?? value ?? ''));
  }
  const [, token = ''] = /name="token" value="([^"]*)"/.exec(page) ?? [];
  return { rows, was, cells, token };
}

/** Somebody at the form of a unit. */
export function drafting(person: Person, unit: string, year = 2025) {
  const path = `/plan/forms/${year}/${unit}`;
  const read = async (act: string) => {
    const answer = await person.read(`${path}/${act}`);
    return { ...answer, ...cellsOf(answer.text) };
  };
  const open = async (sheet: string, look = '') =>
    await read(sheet === 'guide' ? 'fill' : `fill?sheet=${sheet}${look}`);
  /** Sends cells by their rows as a page that was opened before has them; without one, as it is now. */
  const save = async (
    sheet: string,
    typed: Readonly<Record<string, Readonly<Record<string, string>>>>,
    {
      seen,
      then = 'stay',
      look = '',
    }: {
      readonly seen?: Awaited<ReturnType<typeof open>>;
      readonly then?: string;
      readonly look?: string;
    } = {},
  ) => {
    const { rows, was, cells, token } = seen ?? (await open(sheet, look));
    const body = new FormData();
    for (const [name, value] of Object.entries({ token, sheet, then })) body.append(name, value);
    for (const [index, row] of rows.entries()) {
      body.append('row', row);
      body.append('was', was[index] ?? '');
      for (const column of Object.keys(JSON.parse(was[index] ?? '{}')))
        body.append(`c.${index}.${column}`, typed[row]?.[column] ?? cells.get(`${row} ${column}`) ?? '');
    }
    const answer = await person.sendBody(
      `${path}/fill${sheet === 'guide' ? '' : `?sheet=${sheet}${look}`}`,
      body,
    );
    return { ...answer, ...cellsOf(answer.text) };
  };
  const check = async () => await read('check');
  const handIn = async (more: Record<string, string> = {}) => {
    const { text, token } = await check();
    const [, seen = ''] = /name="seen" value="([^"]*)"/.exec(text) ?? [];
    return await person.send(`${path}/hand-in`, { token, seen, ...more });
  };
  return { ...person, path, read, open, save, check, handIn };
}
