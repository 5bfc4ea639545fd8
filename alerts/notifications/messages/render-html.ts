import type { Language } from '../../../core/language/language.ts';
import { type Markup, markup, renderMarkup } from './markup.ts';
import type { Block, Item, Link, Sheet, Tone } from './words/sheet.ts';

/** White text is read on each of them. */
const TONES: Readonly<Record<Tone, string>> = {
  lost: '#b42318',
  degraded: '#8f5a00',
  well: '#1a7340',
  neutral: '#35506e',
};
const FONT = "font-family:'Be Vietnam Pro','Segoe UI',Roboto,Helvetica,Arial,sans-serif";
// Greys and blues that are read on white and on black: programs that show mail darkly do not tell us.
const MUTED = '#7a7a7a';
const LINK_COLOUR = '#2f78c8';
const RULE = 'border-top:1px solid #9c9c9c';
const TITLE = `margin:0;padding:18px 0 4px;font-size:13px;font-weight:600;line-height:1.4;color:${MUTED}`;
const WRAPS = 'overflow-wrap:anywhere;word-break:break-word';
const SHORT_LINE = `padding:1px 0;font-size:14px;line-height:1.45;vertical-align:top;${WRAPS}`;
const LINE = `padding:5px 0;font-size:15px;line-height:1.45;vertical-align:top;${WRAPS}`;
const COMMAND = `font-family:Consolas,Menlo,monospace;font-size:13px;line-height:1.5;${WRAPS}`;

/** A sheet for mail programs: tables, inline styles, nothing from outside; reads at 360 and at 600 pixels, light and dark. */
export function renderHtml(sheet: Sheet, language: Language): string {
  const { tone, badge, headline, lead, blocks, footer, subject } = sheet;
  const content = markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
</head>
<body style="margin:0;padding:0">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0"><tr><td align="center" style="padding:8px">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" style="max-width:584px;text-align:left;${FONT}">
<tr><td bgcolor="${TONES[tone]}" style="background-color:${TONES[tone]};color:#ffffff;padding:14px 16px;border-radius:6px">
<div style="font-size:13px;line-height:1.4">${badge}</div>
<div style="font-size:19px;font-weight:600;line-height:1.35;padding-top:4px;${WRAPS}">${headline}</div>
</td></tr>
<tr><td style="padding:6px 2px 0">
${lead.map((line) => markup`<p style="margin:0;${LINE}">${line}</p>\n`)}${blocks.map(renderBlock)}
<div style="${RULE};margin-top:20px;padding-top:8px;font-size:12px;line-height:1.5;color:${MUTED};${WRAPS}">${footer.map((line) => markup`<div>${line}</div>`)}</div>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
  return renderMarkup(content);
}

function renderBlock(block: Block): Markup {
  switch (block.type) {
    case 'steps':
      return titled(
        block.title,
        block.steps.map(
          (
            { text, command, press },
            index,
          ) => markup`<tr><td width="22" style="${LINE};font-weight:600">${index + 1}.</td>
<td style="${LINE}">${text}${renderCommand(command)}${renderPress(press)}</td></tr>\n`,
        ),
      );
    case 'rows':
      return titled(
        block.title,
        block.rows.map(
          (
            { label, value },
            index,
          ) => markup`<tr><td width="36%" style="${LINE};${ruleAbove(index)};padding-right:10px;color:${MUTED}">${label}</td>
<td style="${LINE};${ruleAbove(index)}">${value}</td></tr>\n`,
        ),
      );
    case 'list':
      return titled(block.title, [
        ...block.items.map(renderItem),
        ...(block.more === undefined
          ? []
          : [markup`<tr><td style="${LINE};color:${MUTED}">${block.more}</td></tr>\n`]),
      ]);
    case 'picture': {
      const { id, alt } = block.picture;
      return markup`<div style="padding-top:18px"><img src="cid:${id}" alt="${alt}" width="540" style="display:block;width:100%;max-width:540px;height:auto;border:0;border-radius:6px"></div>\n`;
    }
    case 'links':
      return titled(
        block.title,
        block.links.map(
          ({ text, url }) =>
            markup`<tr><td style="${LINE}"><a href="${url}" style="color:${LINK_COLOUR}">${text}</a></td></tr>\n`,
        ),
      );
  }
}

function renderItem({ text, details = [], command, press }: Item, index: number): Markup {
  if (details.length === 0 && command === undefined && press === undefined) {
    return markup`<tr><td style="${SHORT_LINE}">${text}</td></tr>\n`;
  }
  return markup`<tr><td style="${LINE};${ruleAbove(index)}">${text}${details.map(
    (detail) => markup`<div style="font-size:13px;color:${MUTED}">${detail}</div>`,
  )}${renderCommand(command)}${renderPress(press)}</td></tr>\n`;
}

const renderCommand = (command: string | undefined): Markup | undefined =>
  command === undefined ? undefined : markup`<div style="${COMMAND}">${command}</div>`;

/** Large enough for a thumb; white on the blue is read in the light and in the dark. */
const renderPress = (press: Link | undefined): Markup | undefined =>
  press === undefined
    ? undefined
    : markup`<div style="padding:8px 0 4px"><a href="${press.url}" style="display:inline-block;background-color:${TONES.neutral};color:#ffffff;font-weight:600;text-decoration:none;padding:12px 20px;border-radius:6px">${press.text}</a></div>`;

const titled = (title: string, rows: readonly Markup[]): Markup =>
  markup`<h2 style="${TITLE}">${title}</h2>
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0">
${rows}</table>\n`;

const ruleAbove = (index: number): string => (index === 0 ? '' : RULE);
