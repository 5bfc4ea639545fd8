import type { Block, Item, Sheet, Step } from './words/sheet.ts';

/** As plain text is read in mail programs of every kind. */
const COLUMNS = 78;

/** A sheet as plain text: complete, wrapped at 78 columns; commands and addresses stay in one piece. */
export function renderText({ badge, headline, lead, blocks, footer }: Sheet): string {
  const parts = [
    wrap(badge.toUpperCase()),
    [headline, ...lead].flatMap((line) => wrap(line)),
    ...blocks.map(blockLines),
    ['-- ', ...footer.flatMap((line) => wrap(line))],
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function blockLines(block: Block): readonly string[] {
  switch (block.type) {
    case 'steps':
      return [...title(block.title), ...block.steps.flatMap(stepLines)];
    case 'rows':
      return [
        ...title(block.title),
        ...block.rows.flatMap(({ label, value }) => wrap(`${label}: ${value}`, '', '  ')),
      ];
    case 'list':
      return [
        ...title(block.title),
        ...block.items.flatMap(itemLines),
        ...(block.more === undefined ? [] : wrap(block.more, '- ', '  ')),
      ];
    case 'picture':
      return wrap(`[${block.picture.alt}]`);
    case 'links':
      return [...title(block.title), ...block.links.flatMap(({ text, url }) => [...wrap(`${text}:`), url])];
  }
}

const title = (text: string): readonly string[] => wrap(text.toUpperCase());

function stepLines({ text, command, press }: Step, index: number): readonly string[] {
  const number = `${index + 1}. `;
  const indent = ' '.repeat(number.length);
  return [
    ...wrap(text, number, indent),
    ...(command === undefined ? [] : [indent + command]),
    ...(press === undefined ? [] : [indent + press.url]),
  ];
}

function itemLines({ text, details = [], command, press }: Item): readonly string[] {
  return [
    ...wrap(text, '- ', '  '),
    ...details.flatMap((detail) => wrap(detail, '  ', '  ')),
    ...(command === undefined ? [] : [`  ${command}`]),
    ...(press === undefined ? [] : [...wrap(`${press.text}:`, '  ', '  '), `  ${press.url}`]),
  ];
}

/** Breaks between words; within one only where it is longer than a line. No-break spaces are kept together. */
function wrap(text: string, first = '', others = ''): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let hasWords = false;
  const end = () => {
    lines.push(line);
    line = others;
    hasWords = false;
  };
  for (const word of text.split(' ')) {
    let rest = [...word];
    if (hasWords && width(line) + 1 + rest.length > COLUMNS) end();
    while (width(line) + rest.length > COLUMNS && !hasWords) {
      const room = COLUMNS - width(line);
      line += rest.slice(0, room).join('');
      rest = rest.slice(room);
      end();
    }
    line += `${hasWords ? ' ' : ''}${rest.join('')}`;
    hasWords = true;
  }
  lines.push(line);
  return lines;
}

const width = (line: string): number => [...line].length;
