import { stringify } from 'yaml';
import type { Json } from '../core/text/canonical-json.ts';
import { listSettings, type Setting } from './list-settings.ts';

const INTRODUCTION = `# camwatch.yaml: every setting with its default. Generated from the schema (camwatch generate): do not edit, copy.
# What may be left out stands behind a # without a space: take the # away to set it. Units stand in the values.
`;

/** An example of `camwatch.yaml` that names every key; it is valid as it stands, and with all of it switched on. */
export function renderExampleSettings(): string {
  const sections = listSettings().map((setting) => renderSetting(setting, '', false).join('\n'));
  return `${INTRODUCTION}\n${sections.join('\n\n')}\n`;
}

/** `isOff`: within a section that is left out itself. */
function renderSetting(setting: Setting, indent: string, isOff: boolean): readonly string[] {
  const { name, children, about, isRequired } = setting;
  const written = setting.default ?? setting.example;
  const isLeftOut = isOff || (!isRequired && setting.default === undefined);
  const start = `${indent}${isLeftOut ? '#' : ''}`;
  const key = name.startsWith('<') ? String(setting.example) : name.replace('[]', '');
  const comment = about ? [`${indent}# ${about}`] : [];
  if (children.length === 0) return [...comment, `${start}${key}: ${renderValue(written)}`];
  if (name.endsWith('[]'))
    return [...comment, `${start}${key}:`, ...renderEntry(children, indent, isLeftOut)];
  return [
    ...comment,
    `${start}${key}:`,
    ...children.flatMap((child) => renderSetting(child, `${indent}  `, isLeftOut)),
  ];
}

/** One entry of a list: its first key carries the dash. */
function renderEntry(children: readonly Setting[], indent: string, isOff: boolean): readonly string[] {
  const lines = children.flatMap((child) => renderSetting(child, `${indent}    `, isOff));
  const first = lines.findIndex((line) => !line.trimStart().startsWith('# '));
  return lines.map((line, index) => (index === first ? line.replace(/^( *) {2}(#?)(?=\S)/, '$1$2- ') : line));
}

function renderValue(value: Json | undefined): string {
  return stringify(value ?? null, { collectionStyle: 'flow' }).trim();
}
